import { expect, expectAccessible, picture, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';

test('Staff build a segment, see whom it finds, and write to them', async ({ page, product }) => {
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/segments`);
  await page.getByRole('button', { name: 'New segment' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New segment');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Helpers who signed');

  const add = async (kind: string) => {
    await page.getByRole('button', { name: 'Condition' }).last().click();
    await page.getByRole('menuitem', { name: kind, exact: true }).click();
  };
  await add('Tag');
  await expect(page.getByText('A condition is not finished')).toBeVisible();
  const tags = page.getByRole('group', { name: 'Tag', exact: true });
  await tags.getByPlaceholder('Any of these tags').click();
  for (const name of ['Volunteer', 'Host']) await page.getByRole('option', { name, exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('A condition is not finished')).toHaveCount(0);
  await add('Action or email');
  await expect(
    page.getByText('People who carry the tag Volunteer or Host and signed anything'),
  ).toBeVisible();
  await picture(page, 'segment-builder');
  await expectAccessible(page);

  // Nobody loses what they built by a wrong click: leaving asks first.
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'People', exact: true }).first().click();
  await expect(name).toHaveValue('Helpers who signed');

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Helpers who signed');
  const [counted] = await product.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM people p JOIN organizations o ON o.id = p.owner_id
     WHERE o.slug = 'boston' AND p.state = 'active' AND NOT p.is_sealed
       AND EXISTS (SELECT 1 FROM person_tags t JOIN tags g ON g.id = t.tag_id
         WHERE t.person_id = p.id AND g.name IN ('Volunteer', 'Host'))
       AND EXISTS (SELECT 1 FROM engagements e WHERE e.person_id = p.id AND e.did = 'signed')`,
  );
  await expect(page.getByText(`${counted!.n} people`, { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Show these people' }).click();
  await expect(page.getByRole('button', { name: 'Segment: Helpers who signed' })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Write them an email' }).click();
  await expect(page.getByText(/Will go to \d+ addresses/)).toBeVisible();
  await expect(page.getByLabel('Name of this mailing')).toHaveValue('Helpers who signed');
  await page.getByRole('button', { name: 'Leave some people out' }).click();
  await picture(page, 'segment-mailing');
  await expectAccessible(page);
});
