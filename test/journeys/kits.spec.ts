import { expect, look, signIn, test } from './support/journey.js';

const NETWORK = 'Network admin';
const CHAPTER = 'Chapter admin, Boston';

test('A network publishes a kit, a chapter copies it, and decides about what is new in it', async ({
  page,
  product,
}) => {
  const [campaign] = await product.sql<{ id: string; title: string }>(
    `SELECT id, title->>'en' AS title FROM campaigns WHERE slug = 'help-within-reach'`,
  );
  const { id, title } = campaign!;
  // The network's own petition, beside those that chapters have hung on its campaign.
  const [petition] = await product.sql<{ id: string }>(
    `INSERT INTO petitions (owner_id, campaign_id, slug, state, title, addressed_to, ask)
     SELECT owner_id, id, 'a-line-that-answers', 'draft', '{"en":"A line that answers"}', '{"en":"Your city council"}',
       '{"en":"Show the help line at every stop."}' FROM campaigns WHERE id = '${id}' RETURNING id`,
  );
  await signIn(page, product, NETWORK);
  await page.goto(`${product.origin}/console/campaigns/${id}`);
  await page.getByRole('tab', { name: 'Kit' }).click();
  await expect(page.getByLabel('A line that answers')).toBeChecked();
  await look(page, 'kit-publishing');
  await page.getByRole('button', { name: 'Publish as a kit' }).click();
  await page.getByRole('button', { name: 'Publish it' }).click();
  await expect(page.getByText('No chapter has copied it yet.')).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, product, CHAPTER);
  await page.goto(`${product.origin}/console/campaigns`);
  await page.getByRole('link', { name: 'Kits of the network' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await look(page, 'kits');
  await page.getByRole('button', { name: 'Copy it' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It never sees who.');
  await dialog.getByRole('button', { name: 'Copy it' }).click();
  await page.getByRole('button', { name: 'Draft it: A line that answers' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A line that answers');
  const copied = await product.sql<{ id: string }>(
    `SELECT p.id FROM petitions p JOIN kit_pieces k ON k.action_id = p.id WHERE k.piece_id = '${petition!.id}'`,
  );
  expect(copied).toHaveLength(1);

  // The network goes on writing; nothing of the chapter's changes by itself.
  await product.sql(
    `UPDATE petitions SET ask = '{"en":"Show the help line at every stop and on every bus."}' WHERE id = '${petition!.id}'`,
  );
  await page.context().clearCookies();
  await signIn(page, product, NETWORK);
  await page.goto(`${product.origin}/console/campaigns/${id}?tab=kit`);
  await expect(page.getByText('Changed since')).toBeVisible();
  await page.getByRole('button', { name: 'Publish version 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click();
  await expect(page.getByRole('table')).toContainText('CEASE Boston');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await look(page, 'kit-figures');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'kit-figures-phone');

  await page.context().clearCookies();
  await signIn(page, product, CHAPTER);
  await page.goto(`${product.origin}/console/campaigns/kits`);
  await look(page, 'kits-phone');
  await page.getByRole('link', { name: 'Open your copy' }).click();
  await expect(page.getByText('The network has written something new')).toBeVisible();
  await look(page, 'kit-copy-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await look(page, 'kit-copy');
  await page.getByRole('button', { name: 'Take what you have not changed: A line that answers' }).click();
  await expect(page.getByText('The network has written something new')).toHaveCount(0);
  const [taken] = await product.sql<{ ask: string }>(
    `SELECT ask->>'en' AS ask FROM petitions WHERE id = '${copied[0]!.id}'`,
  );
  expect(taken!.ask).toBe('Show the help line at every stop and on every bus.');
});
