import { expect, look, mailTo, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';

test('An organizer words the confirmation of a petition, tries it, keeps it and goes back', async ({
  page,
  product,
}) => {
  const [petition] = await product.sql<{ id: string }>(
    `SELECT p.id FROM petitions p JOIN organizations o ON o.id = p.owner_id
     WHERE o.slug = 'boston' AND p.state = 'open' ORDER BY p.id LIMIT 1`,
  );
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/petitions/${petition!.id}?tab=messages`);
  const english = page.getByRole('listitem').filter({ hasText: 'Please confirm: ' });
  await expect(english).toContainText('Built-in words');
  await look(page, 'messages');
  await page.getByRole('button', { name: 'Edit “Please confirm”, English' }).click();
  const opening = page.getByRole('textbox', { name: 'Opening' });
  await expect(opening).toContainText('One click, and your signature counts');
  await opening.fill('We are glad that you are here, {{given_name}}.');
  await page.getByRole('textbox', { name: 'Subject' }).fill('One click to go');
  // The whole mail, the button that nobody can write away among it.
  const preview = page.frameLocator('iframe[title="Preview of the mail"]');
  await expect(preview.getByText('We are glad that you are here, Marisol.')).toBeVisible();
  await expect(preview.getByRole('link', { name: 'Confirm my signature' })).toBeVisible();
  await page.getByRole('button', { name: 'Send me a test' }).click();
  const tried = await mailTo(product, product.signInOf(ADMIN).email, /^\[Test\] One click to go$/);
  expect(tried.text).toContain('We are glad that you are here, Marisol.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('It goes out in your own words.')).toBeVisible();
  await look(page, 'message-editor');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'message-editor-phone');

  await page.getByRole('button', { name: 'Back to the built-in words' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Use the built-in words' }).click();
  await expect(page.getByText('It goes out in the built-in words.')).toBeVisible();
  await page.getByRole('button', { name: 'All messages' }).click();
  await expect(english).toContainText('Built-in words');
});
