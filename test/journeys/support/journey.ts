import { expect, type Page, test as base } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { mkdirSync } from 'node:fs';
import PostalMime, { type Email } from 'postal-mime';
import { settled } from '../../support/settled.js';
import { Product } from './product.js';

/** The frame of a mail's preview allows no script, so nothing can look into it: the mail itself is checked where it is made. */
const SHARED = { iframes: false, resultTypes: ['violations'] } satisfies RunOptions;

/** All that axe knows in the light; in the dark only the colours are others. */
const SCHEMES: Record<'light' | 'dark', RunOptions> = {
  dark: { ...SHARED, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  light: {
    ...SHARED,
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  },
};
const PICTURES = 'test-results/pictures';

/** Tests with a running product, one for the whole run, with the sample coalition in it. */
export const test = base.extend<object, { product: Product }>({
  product: [
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) problems.push(message.text());
    });
    await use(page);
    expect(problems, 'the page had no script error and broke no policy').toEqual([]);
  },
});

export { expect };

/** A picture for people to look at, in test-results/pictures. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage });
}

/** Nothing serious for axe, as shown, and no sideways scroll. Both colour schemes. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const [colorScheme, rules] of Object.entries(SCHEMES) as ['light' | 'dark', RunOptions][]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The console follows by script, and half of a page in each scheme has no contrast to speak of.
    // Asked from here: a wait inside the page evaluates text, which the page's own policy forbids.
    await expect
      .poll(() =>
        page.evaluate<string>(`document.documentElement.dataset.mantineColorScheme ?? '${colorScheme}'`),
      )
      .toBe(colorScheme);
    // Nor has a page that is still being painted, on a machine that has much to do: what is wrong stays wrong.
    await expect(async () => {
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(rules)})`);
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `    ${html}`).join('\n')}`);
      expect(serious, `axe on ${page.url()} (${colorScheme})`).toEqual([]);
    }).toPass({ timeout: 10_000 });
  }
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow, `sideways scroll on ${page.url()}`).toBeLessThanOrEqual(0);
}

/** A page that people see: its picture, and what axe says of it. */
export async function look(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await expectAccessible(page);
}

/** The newest mail to this address whose subject matches, parsed, as soon as it has come. */
export async function mailTo(product: Product, address: string, subject: RegExp): Promise<Email> {
  const found = await settled(`a mail ${String(subject)} to ${address}`, async () => {
    const mails = await product.mailTo(address);
    return mails.find((each) => subject.test(each.subject));
  });
  return PostalMime.parse(found.raw);
}

/** The first link in a mail's text that matches. */
export function linkIn(mail: Email, pattern: RegExp): string {
  const links = mail.text?.match(/https?:\/\/[^\s<>")]+/g) ?? [];
  const found = links.find((each) => pattern.test(each));
  if (!found) throw new Error(`No link ${String(pattern)} among ${links.join(', ')}`);
  return found;
}

export async function signIn(page: Page, product: Product, role: string): Promise<void> {
  const { email, password } = product.signInOf(role);
  // All journeys come from one address, which has sixty tries in a quarter of an hour.
  await product.sql('DELETE FROM rate_counters');
  await page.goto(`${product.origin}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/console/);
}
