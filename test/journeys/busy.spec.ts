import { type Page } from '@playwright/test';
import { type Language, LANGUAGES } from '../../src/layout/i18n.js';
import { settled } from '../support/settled.js';
import { expect, look, picture, test } from './support/journey.js';
import { type Product } from './support/product.js';

const WORDS: Record<Language, { busy: string; again: string; taken: RegExp }> = {
  en: { busy: 'The service is busy', again: 'Send it again', taken: /Check your email/ },
  es: { busy: 'El servicio está ocupado', again: 'Enviar de nuevo', taken: /correo/ },
  pt: { busy: 'O serviço está ocupado', again: 'Enviar de novo', taken: /e-mail/ },
};
const COMMENT = 'My neighbour said "no more" & <meant> it: não, nunca mais.';
const HOLDS = `relation = 'signatures'::regclass AND mode = 'AccessExclusiveLock' AND granted`;

/** Whatever touches signatures waits, as where the server has too much to do. Gives what ends that. */
async function signaturesAreHeld(product: Product): Promise<() => Promise<void>> {
  const held = product
    .sql(`DO $$ BEGIN LOCK TABLE signatures; PERFORM pg_sleep(120); END $$`)
    .catch((error: Error) => expect(error.message).toContain('user request'));
  await settled(
    'they are held',
    async () => (await product.sql(`SELECT 1 FROM pg_locks WHERE ${HOLDS}`)).length > 0,
  );
  return async () => {
    await product.sql(`SELECT pg_cancel_backend(pid) FROM pg_locks WHERE ${HOLDS}`);
    await held;
  };
}

const emailOf = (name: string): string => `busy.${name}@example.org`;

/** A petition, filled in and not yet sent. */
async function fillIn(page: Page, product: Product, language: Language, name: string): Promise<void> {
  const [open] = await product.sql<{ slug: string }>(
    `SELECT slug FROM petitions WHERE state = 'open' ORDER BY slug LIMIT 1`,
  );
  await page.goto(`${product.origin}/petitions/${open!.slug}?lang=${language}`);
  await page.locator('input[name=given_name]').fill('Ama');
  await page.locator('input[name=family_name]').fill('Boateng');
  await page.locator('input[name=email]').fill(emailOf(name));
  await page.locator('input[name=zip]').fill('02118');
  await page.locator('textarea[name=comment]').fill(COMMENT);
}

test('Who signs while the server is busy keeps what they typed, in each language, with script and without', async ({
  browser,
  product,
}) => {
  const viewport = { width: 390, height: 844 };
  const withScript = await browser.newContext({ viewport });
  const without = await browser.newContext({ viewport, javaScriptEnabled: false });
  const signers = await Promise.all(
    [
      ...LANGUAGES.map((language) => ({ language, context: withScript })),
      { language: 'es', context: without } as const,
    ].map(async ({ language, context }) => {
      const name = context === without ? 'no-script' : language;
      const page = await context.newPage();
      await fillIn(page, product, language, name);
      return { language, name, page, words: WORDS[language] };
    }),
  );
  await signers[0]!.page.waitForTimeout(2_100); // a form that was filled in under two seconds is a program's
  const release = await signaturesAreHeld(product);
  try {
    await Promise.all(
      signers.map(({ page }) => page.locator('main form button').last().click({ timeout: 60_000 })),
    );
    for (const { page, name, language, words } of signers) {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.busy);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('contentinfo').getByRole('link')).toHaveCount(1); // the staff's: others lose the text
      await (name === 'no-script' ? picture : look)(page, `busy-${name}`);
    }
  } finally {
    await release();
  }
  for (const { page, name, words } of signers) {
    await page.getByRole('button', { name: words.again }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.taken);
    const stored = await product.sql(`SELECT comment FROM signatures WHERE canonical_email = $1`, [
      emailOf(name),
    ]);
    expect(stored).toEqual([{ comment: COMMENT }]);
  }
  await withScript.close();
  await without.close();
});
