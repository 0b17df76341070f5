import { expect, look, signIn, test } from './support/journey.js';

const NAME = 'News from the council';

test('A template is written, put into another language, used for a mailing and deleted', async ({
  page,
  product,
}) => {
  await signIn(page, product, 'Organizer, Boston');
  await page.goto(`${product.origin}/console/templates`);
  await page.getByRole('button', { name: 'New template' }).first().click();
  await expect(page.getByRole('heading', { name: 'Untitled template' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(NAME);
  await page.getByLabel('Subject').fill('What the council decided');
  await page.getByLabel('Preview text').fill('Two votes, one of them ours');
  await page
    .getByRole('textbox', { name: /message/i })
    .last()
    .click();
  await page.keyboard.type('Dear friend, the council voted on Thursday.');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);

  await page.getByRole('button', { name: 'Write it in another language' }).click();
  await page.getByRole('menuitem', { name: 'Español' }).click();
  await page.getByLabel('Subject').fill('Lo que decidió el consejo');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await look(page, 'template');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'template-phone');
  await page.setViewportSize({ width: 1280, height: 900 });

  // What was kept is there after a new start, in both languages.
  await page.reload();
  await expect(page.getByLabel('Subject')).toHaveValue('What the council decided');
  await expect(page.getByRole('textbox', { name: /message/i }).last()).toContainText('Dear friend');
  await page.getByRole('tab', { name: 'Español' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Lo que decidió el consejo');

  await page.getByRole('link', { name: 'Templates' }).click();
  const row = page.getByRole('row').filter({ hasText: NAME });
  await expect(row).toContainText('English, Español');
  await look(page, 'templates');
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Write a mailing from it' }).click();
  await expect(page.getByLabel('Name of this mailing')).toHaveValue(NAME);
  await expect(page.getByLabel('Subject')).toHaveValue('What the council decided');
  const mailing = page.url();

  await page.goto(`${product.origin}/console/templates`);
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('dialog')).toContainText('keep their text');
  await page.getByRole('button', { name: 'Delete the template' }).click();
  await expect(row).toHaveCount(0);
  await page.goto(mailing);
  await expect(page.getByLabel('Subject')).toHaveValue('What the council decided');
});
