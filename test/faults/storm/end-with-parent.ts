/** Ends this process once whoever started it is gone, even by kill -9: a fault run leaves nothing behind. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}
