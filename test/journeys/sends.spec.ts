import { type Page } from '@playwright/test';
import { expect, look, signIn, test } from './support/journey.js';
import { type Product } from './support/product.js';

const ADMIN = 'Chapter admin, Boston';
const SECOND = 'Organizer, Boston';
const NAME = 'The vote on Thursday';

/** Boston may send to five without a second person, and has ten minutes to undo; its organizer may send as well. */
async function guarded(product: Product): Promise<void> {
  await product.sql(
    `INSERT INTO sending_rules (owner_id, undo_minutes, approval_over) SELECT id, 10, 5 FROM organizations WHERE slug = 'boston'
     ON CONFLICT (owner_id) DO UPDATE SET undo_minutes = 10, approval_over = 5`,
  );
  await product.sql(
    `INSERT INTO grants (account_id, role, organization_id) SELECT a.id, 'sender', o.id FROM accounts a, organizations o
     WHERE a.email = $1 AND o.slug = 'boston'`,
    [product.signInOf(SECOND).email],
  );
}

async function write(page: Page, product: Product): Promise<string> {
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('button', { name: 'Write a mailing' }).click();
  await page.getByLabel('Name of this mailing').fill(NAME);
  await page.getByLabel('Subject').fill('Come to the vote on Thursday');
  await page
    .getByRole('textbox', { name: /message|body|write/i })
    .last()
    .click();
  await page.keyboard.type('Dear friend, the council votes on Thursday. Come and be counted.');
  await expect(page.getByText('Write the message.')).toHaveCount(0);
  return page.url();
}

const again = async (page: Page, product: Product, role: string, url: string): Promise<void> => {
  await page.context().clearCookies();
  await signIn(page, product, role);
  await page.goto(url);
};

test('A large mailing is asked about, approved by a second person, and undone', async ({ page, product }) => {
  await guarded(product);
  await signIn(page, product, ADMIN);
  const url = await write(page, product);
  await page.getByRole('button', { name: 'Ask for approval…' }).click();
  await page.getByRole('button', { name: 'Ask for approval', exact: true }).click();
  await expect(page.getByText('It waits for a second person')).toBeVisible();
  await look(page, 'approval-asked');

  await again(page, product, SECOND, url);
  await expect(page.getByText('asks you to approve this mailing')).toBeVisible();
  await expect(page.getByText(/You normally send to [\d,]+; this is/).first()).toBeVisible();
  await look(page, 'approval-question');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'approval-question-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: /^Approve for [\d,]+ people$/ }).click();
  await expect(page.getByText('It is sent, and can still be undone')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^(10|\d):\d\d$/);
  await look(page, 'undo-countdown');
  await page.getByRole('button', { name: 'Undo sending' }).click();
  await expect(page.getByText('It is sent, and can still be undone')).toHaveCount(0);
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  expect(
    await product.sql(`SELECT 1 FROM deliveries d JOIN mailings m ON m.id = d.mailing_id WHERE m.name = $1`, [
      NAME,
    ]),
  ).toEqual([]);
});

test('The calendar shows when others mail, and the composer who mails the same people', async ({
  page,
  product,
}) => {
  await product.sql(
    `INSERT INTO network_rules (network_id, calendar) SELECT id, 'times' FROM networks
     ON CONFLICT (network_id) DO UPDATE SET calendar = 'times'`,
  );
  await product.sql(
    `INSERT INTO mailings (owner_id, name, state, body, audience, started_at)
     SELECT id, 'Nothing for others', 'finished', '{}', '{"organizations":[],"include":null,"exclude":null}', now()
     FROM organizations WHERE slug = 'denver'`,
  );
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('link', { name: 'Calendar' }).click();
  const today = page.getByRole('listitem').filter({ hasText: 'today' });
  await expect(today.getByText('CEASE Denver')).toBeVisible();
  await expect(page.getByText('Nothing for others')).toHaveCount(0);
  await look(page, 'mail-calendar');
  await page.getByText('Four weeks').click();
  await expect(page).toHaveURL(/weeks=4/);
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'mail-calendar-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await write(page, product);
  await expect(
    page
      .getByRole('list', { name: /Others who mail them/ })
      .getByText('CEASE Denver')
      .last(),
  ).toBeVisible();
});
