import { type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, look, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';

/** Chooses a file, and comes to what it is understood as. */
async function bring(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

async function check(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^No, or nobody knows/ }).check();
  await page.getByRole('button', { name: 'Check every row' }).click();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible({ timeout: 60_000 });
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible({ timeout: 60_000 });
}

test('Staff bring a file with mistakes in, mend its rows, and undo it', async ({ page, product }) => {
  test.setTimeout(300_000);
  const [known] = await product.sql<{ address: string }>(
    `SELECT e.address FROM person_emails e JOIN people p ON p.id = e.person_id JOIN organizations o ON o.id = p.owner_id
     WHERE o.slug = 'boston' AND p.state = 'active' AND NOT p.is_sealed AND p.given_name <> '' AND e.is_primary
     ORDER BY p.id LIMIT 1`,
  );
  const people = async (): Promise<number> =>
    (await product.sql<{ n: number }>('SELECT count(*)::int AS n FROM people'))[0]!.n;
  const before = await people();
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/imports`);
  await bring(
    page,
    'sign-in sheet.csv',
    `First name,Last name,E-mail,Phone,Precinct
Zulmira,Quental,zulmira@import.example,617 555 0101,7
Olívia,Bettencourt,olivia@import.example,,8
Tomé,Furtado,not an address,,9
,,${known!.address},617 555 0144,
`,
  );
  await look(page, 'import-plan');
  await page.getByRole('combobox', { name: 'What “Precinct” is' }).click();
  await page.getByRole('option', { name: 'A new field…' }).click();
  await page.getByRole('button', { name: 'Add the field' }).click();
  await expect(page.getByRole('combobox', { name: 'What “Precinct” is' })).toHaveValue('Precinct');
  await check(page);
  await look(page, 'import-checked');

  await page.getByText('Updated', { exact: true }).last().click();
  await expect(page.getByText('+16175550144')).toBeVisible();
  await look(page, 'import-changes');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'import-changes-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await people()).toBe(before);

  await run(page);
  expect(await people()).toBe(before + 2);
  await look(page, 'import-done');
  const first = page.url();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Rows to mend' }).click();
  const broken = readFileSync(await (await downloading).path(), 'utf8');
  expect(broken).toContain('This is no email address.');
  await bring(page, 'mended.csv', broken.replace('not an address', 'tome@import.example'));
  await check(page);
  await run(page);
  expect(await people()).toBe(before + 3);

  await page.goto(first);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByText('This import was undone')).toBeVisible({ timeout: 60_000 });
  await look(page, 'import-undone');
  expect(await people()).toBe(before + 1);
});
