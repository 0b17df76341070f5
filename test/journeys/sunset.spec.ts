import { expect, look, signIn, test } from './support/journey.js';
import { type Product } from './support/product.js';

/** Everybody of Boston as if they had been on the list for two years, had three mails, and done nothing. */
async function neverRespond(product: Product): Promise<void> {
  const boston = `(SELECT id FROM organizations WHERE slug = 'boston')`;
  await product.sql(
    `UPDATE people SET created_at = now() - interval '2 years', last_action_at = NULL WHERE owner_id = ${boston}`,
  );
  await product.sql(
    `UPDATE subscriptions SET changed_at = now() - interval '2 years' WHERE organization_id = ${boston}`,
  );
  await product.sql(`UPDATE engagements SET at = now() - interval '2 years' WHERE owner_id = ${boston}`);
  await product.sql(
    `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state, handed_at, settled_at,
       is_practice)
     SELECT e.owner_id, 'bulk', 'mailing', m.id, e.person_id, e.canonical, e.address, 'sent', now(), now(), true
     FROM person_emails e JOIN (SELECT id FROM mailings WHERE owner_id = ${boston} AND is_tracked AND state = 'finished'
       ORDER BY id LIMIT 3) m ON true
     WHERE e.owner_id = ${boston} AND e.is_primary ON CONFLICT DO NOTHING`,
  );
}

test('A chapter asks people who never respond, after it has seen how many they are', async ({
  page,
  product,
}) => {
  await neverRespond(product);
  await signIn(page, product, 'Chapter admin, Boston');
  await page.goto(`${product.origin}/console/settings`);
  await page
    .getByRole('link', { name: /Boston/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Mail' }).click();
  await expect(page.getByText(/Switched on today, this would write to/)).toBeVisible();
  await look(page, 'sunset-rule');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'sunset-rule-phone');
  await page.setViewportSize({ width: 1280, height: 900 });

  const rule = page.getByRole('region', { name: 'People who never respond' });
  await rule.getByRole('button', { name: 'Write your own from our text' }).first().click();
  await expect(rule.getByRole('link', { name: 'Edit this template' })).toBeVisible();
  await rule.getByRole('switch').check();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule.getByText(/were asked and have time to answer/)).toBeVisible();
  await look(page, 'sunset-rule-on');
});
