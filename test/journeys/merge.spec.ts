import { expect, look, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';

test('Staff merge two records field by field, and bring both back', async ({ page, product }) => {
  const [pair] = await product.sql<{ kept: string; gone: string }>(
    `WITH made AS (
       INSERT INTO people (owner_id, given_name, family_name)
       SELECT o.id, v.given, v.family FROM organizations o CROSS JOIN (VALUES ('Zulmira', 'Quental'), ('Mira', 'Quental-Reis'))
         AS v (given, family) WHERE o.slug = 'boston' RETURNING id, owner_id, given_name),
     mailed AS (
       INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
       SELECT id, owner_id, lower(given_name) || '@merge.example', lower(given_name) || '@merge.example', true FROM made)
     SELECT (SELECT id FROM made WHERE given_name = 'Zulmira') AS kept, (SELECT id FROM made WHERE given_name = 'Mira') AS gone`,
  );
  const { kept, gone } = pair!;
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/people/${kept}/merge/${gone}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge two records');
  await page.getByRole('radio', { name: 'Quental-Reis' }).check();
  await look(page, 'merge-choose');
  await page.getByRole('button', { name: 'Merge into one' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zulmira Quental-Reis');
  for (const name of ['zulmira', 'mira'])
    await expect(page.getByRole('link', { name: `${name}@merge.example`, exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Zulmira Quental(?!-)/);
  // Their history says that it was there; what they can be reached by no longer does.
  await expect(page.getByRole('link', { name: 'mira@merge.example', exact: true })).toHaveCount(0);
  await page.goto(`${product.origin}/console/people/${gone}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mira Quental-Reis');
  await look(page, 'merge-undone');
});
