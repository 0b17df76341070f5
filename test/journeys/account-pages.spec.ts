import { type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { LANGUAGES } from '../../src/layout/i18n.js';
import { expect, linkIn, look, mailTo, test } from './support/journey.js';
import { type Product } from './support/product.js';

const PASSWORD = 'seven lanterns by the river';
const send = (page: Page, inside = 'form'): Promise<void> =>
  page.locator(`main ${inside} button`).first().click();

/** A colleague whom a network admin invites by the API, with mail in their language. */
async function invite(page: Page, product: Product, language: string): Promise<string> {
  const printed = await product.accord('api-key', 'create', '--name', language, '--role', 'network-admin');
  const [network] = await product.sql<{ id: string }>('SELECT id FROM networks');
  const email = `colleague.${language}@example.org`;
  const answer = await page.request.post(`${product.origin}/api/v1/staff`, {
    headers: { authorization: `Bearer ${/accord_\S+/.exec(printed)![0]}` },
    data: { name: 'Iris Okoro', email, role: 'analyst', organization_id: network!.id, locale: language },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return email;
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.locator('input[name=code]').fill(code);
  await send(page);
}

async function setUpSecondFactor(page: Page, product: Product, language: string): Promise<string> {
  await page.goto(`${product.origin}/account/two-factor?lang=${language}`);
  await look(page, `two-factor-${language}`);
  await typeCode(page, '000000');
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page, `two-factor-wrong-${language}`);
  const secret = (await page.locator('main code').first().innerText()).replaceAll(' ', '');
  await typeCode(page, generateSync({ secret }));
  await expect(page.locator('main ol code')).not.toHaveCount(0);
  await look(page, `recovery-codes-${language}`);
  return page.locator('main ol code').first().innerText();
}

test.use({ viewport: { width: 320, height: 640 } });

for (const language of LANGUAGES) {
  test(`A colleague is invited, enters, protects the account and comes back, in ${language}`, async ({
    page,
    product,
  }) => {
    const email = await invite(page, product, language);
    const at = (path: string): string => `${product.origin}${path}?lang=${language}`;
    const invitation = linkIn(await mailTo(product, email, /./), /invitations\//);
    await page.goto(invitation);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await look(page, `invitation-${language}`);
    await page.locator('input[name=password]').fill('password123');
    await send(page);
    await look(page, `invitation-wrong-${language}`);
    await page.locator('input[name=password]').fill(PASSWORD);
    await send(page);
    await page.waitForURL(/\/console/);
    await page.goto(invitation);
    await look(page, `link-gone-${language}`);

    await page.goto(at('/account'));
    await look(page, `account-${language}`);
    const recoveryCode = await setUpSecondFactor(page, product, language);
    await page.goto(at('/account'));
    await look(page, `account-protected-${language}`);
    await page.locator('form[action*=sign-out] button').click();

    await page.goto(at('/sign-in'));
    await look(page, `sign-in-${language}`);
    await send(page);
    await expect(page.getByRole('alert')).toBeFocused();
    await look(page, `sign-in-wrong-${language}`);
    await page.locator('input[name=email]').fill(email);
    await page.locator('input[name=password]').fill(PASSWORD);
    await send(page);
    await page.waitForURL(/sign-in\/code/);
    await look(page, `code-${language}`);
    await typeCode(page, '000000');
    await look(page, `code-wrong-${language}`);
    await page.locator('summary').click();
    await page.locator('input[name=recovery_code]').fill(recoveryCode);
    await look(page, `code-recovery-${language}`);
    await send(page, 'details form');
    await page.waitForURL(/\/console/);
  });

  test(`A password that was forgotten is chosen anew, in ${language}`, async ({ page, product }) => {
    const { email } = product.signInOf('Sender of mailings, Denver');
    const at = (path: string): string => `${product.origin}${path}?lang=${language}`;
    await page.goto(at('/password/forgotten'));
    await look(page, `forgotten-${language}`);
    await send(page);
    await look(page, `forgotten-wrong-${language}`);
    await page.locator('input[name=email]').fill(email);
    await send(page);
    await look(page, `forgotten-sent-${language}`);
    const reset = linkIn(await mailTo(product, email, /./), /password\/reset\//);
    await page.goto(`${reset.split('?')[0]}?lang=${language}`);
    await look(page, `reset-${language}`);
    await page.locator('input[name=password]').fill(`${PASSWORD} ${language}`);
    await send(page);
    await expect(page.locator('main [role=status]')).toBeVisible();
    await look(page, `reset-done-${language}`);

    for (let tries = 0; tries < 4; tries += 1) {
      await page.goto(at('/password/forgotten'));
      await page.locator('input[name=email]').fill(`somebody.${language}@example.org`);
      await send(page);
    }
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await look(page, `too-many-${language}`);
    await page.goto(at('/there/is/nothing'));
    await look(page, `not-found-${language}`);
  });
}
