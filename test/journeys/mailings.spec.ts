import { expect, expectAccessible, look, mailTo, picture, signIn, test } from './support/journey.js';
import { sendsAtOnce } from './support/sending.js';

const ADMIN = 'Chapter admin, Boston';

test('An organizer looks at a mailing as awkward readers do, tests two subjects, chooses one, and reads the report on a phone', async ({
  page,
  product,
}) => {
  await sendsAtOnce(product);
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('button', { name: 'Write a mailing' }).click();
  await page.getByLabel('Name of this mailing').fill('Two subjects');
  await page.getByLabel('Subject').fill('Will you come, {{given_name|friend}}?');
  await page.getByRole('textbox', { name: 'Message' }).click();
  await page.keyboard.type('Come to https://coalition.example/saturday and be counted.');

  await page.getByRole('button', { name: 'Insert' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Petition' }).press('Enter');
  await page.getByRole('combobox', { name: 'Petition' }).fill('handcuffs');
  await page.getByRole('option', { name: 'Help, not handcuffs' }).click();
  await page.getByRole('button', { name: 'Add a petition' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Message' })).toContainText('Help, not handcuffs');
  await page.getByRole('button', { name: 'Insert' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Two columns' }).press('Enter');
  await page.keyboard.type('On the left');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('On the right');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.frameLocator('iframe').getByText('On the right')).toBeVisible();
  await expect(preview.frameLocator('iframe').getByText('Sign the petition')).toBeVisible();
  await preview.getByRole('combobox', { name: 'As seen by' }).click();
  await page.getByRole('option', { name: 'Somebody without a first name' }).click();
  await expect(preview).toContainText('Will you come, friend?');
  await preview.getByText('Dark', { exact: true }).click();
  await look(page, 'mailing-awkward-reader');

  await page.getByRole('button', { name: 'Write it in another language' }).click();
  await page.getByRole('menuitem', { name: 'Español' }).click();
  await page.getByLabel('Subject').fill('¿Viene usted, {{given_name|amiga}}?');
  await expect(preview).toContainText('¿Viene usted, amiga?');
  await expect(page.getByRole('list', { name: 'Who gets which text' })).toContainText('get it in Español');
  const message = page.getByRole('button', { name: '2. Message' });
  await message.focus();
  await page.keyboard.press('Enter');
  await expect(message).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByLabel('Subject')).toBeHidden();
  await look(page, 'mailing-folded');
  await message.click();
  await page.getByRole('button', { name: 'Take the text in Español away' }).click();
  await expect(preview).toContainText('Will you come, friend?');

  await page.getByRole('button', { name: 'Test another subject, sender or text first' }).click();
  await page.getByRole('group', { name: 'Version B' }).getByLabel('Subject').fill('Saturday decides');
  await expect(page.getByText('The versions of the test differ.')).toBeVisible();
  await look(page, 'mailing-versions');

  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('A test is on its way')).toBeVisible();
  expect((await mailTo(product, product.signInOf(ADMIN).email, /^\[Test\] Will you come/)).subject).toContain(
    '?',
  );

  await page.getByRole('button', { name: 'Send…' }).click();
  await page.getByRole('button', { name: /^Send to \d+ people$/ }).click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await expect(versions).toContainText('Until then they wait', { timeout: 60_000 });
  await versions.getByRole('button', { name: 'Choose B' }).click();
  await page.getByRole('button', { name: 'Send version B' }).click();
  await expect(versions).toContainText('Version B went to everybody else', { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('100 %', { timeout: 120_000 });
  await page.reload();
  await expect(page.getByRole('region', { name: 'From sending to acting' })).toContainText('automatic opens');
  await look(page, 'mailing-report');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Show the list' }).click();
  await picture(page, 'mailing-report-phone');
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('menuitem', { name: 'For those who did not act' }).click();
  await expect(page.getByLabel('Name of this mailing')).toHaveValue('Two subjects (again)');
  const mailed = await product.sql<{ address: string; n: number }>(
    `SELECT address, count(*)::int AS n FROM deliveries d JOIN mailings m ON m.id = d.mailing_id
     WHERE m.name = 'Two subjects' GROUP BY address HAVING count(*) > 1`,
  );
  expect(mailed, 'nobody had two').toEqual([]);
});
