// Drops what this run created and stops the embedded server, unless another run of this checkout uses it.
export default async function globalTeardown() {
  const { dropDatabasesOfRun } = await import('./leftovers.ts');
  await dropDatabasesOfRun(globalThis.__SESSION__, process.env.ACCORD_TEST_RUN);
  await globalThis.__SESSION__.end();
  await globalThis.__EMBEDDED__?.stop();
}
