import { type Locator } from '@playwright/test';
import { expect, look, signIn, test } from './support/journey.js';

/** By the keyboard alone. */
async function choose(from: Locator, name: string): Promise<void> {
  const page = from.page();
  await from.focus();
  await page.keyboard.press('ArrowDown');
  const option = page.getByRole('option', { name });
  await expect(option).toBeVisible();
  await expect(async () => {
    if ((await option.getAttribute('data-combobox-selected')) === null)
      await page.keyboard.press('ArrowDown');
    expect(await option.getAttribute('data-combobox-selected')).not.toBeNull();
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(from).toHaveValue(name);
}

test('Who governs the network adds a mail server by the keyboard, and says whose mail goes by it', async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, product, 'Network admin');
  await page.goto(`${product.origin}/console/settings/mail-servers`);
  await expect(page.getByText('No further mail server')).toBeVisible();
  await look(page, 'mail-servers-none');

  await page.getByRole('button', { name: 'Add a mail server' }).first().press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Add a mail server' });
  const whose = drawer.getByRole('combobox', { name: 'Whose product it is' });
  await expect(whose).toBeFocused();
  await choose(whose, 'Postmark');
  await expect(drawer.getByLabel('Host')).toHaveValue('smtp.postmarkapp.com');
  await drawer.getByLabel('Name').fill('Newsletters');
  await look(page, 'mail-servers-adding');
  await page.keyboard.press('Control+s');
  await expect(drawer).toBeHidden();
  const server = page.getByRole('region', { name: 'Newsletters' });
  await expect(server.getByText('Not in use')).toBeVisible();

  const mailings = page.getByRole('combobox', { name: 'Mailings of CEASE Network' });
  await choose(mailings, 'Newsletters');
  await expect(server.getByText('In use', { exact: true })).toBeVisible();
  await look(page, 'mail-servers');

  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'mail-servers-phone');
  const letters = page.getByRole('combobox', { name: 'Letters of CEASE Denver' });
  await letters.scrollIntoViewIfNeeded();
  const box = (await letters.boundingBox())!;
  expect(box.x + box.width, 'nothing has to be scrolled to sideways').toBeLessThanOrEqual(390);
  await server.getByRole('button', { name: 'Change' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Change Newsletters' })).toBeVisible();
  await look(page, 'mail-servers-changing-phone');
  await page.keyboard.press('Escape');
  await expect(server.getByRole('button', { name: 'Change' })).toBeFocused();

  await choose(mailings, 'The installation’s server');
  await server.getByRole('button', { name: 'Remove' }).press('Enter');
  await page.getByRole('button', { name: 'Remove the mail server' }).press('Enter');
  await expect(page.getByText('No further mail server')).toBeVisible();
});
