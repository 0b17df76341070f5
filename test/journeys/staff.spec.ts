import { type Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, picture, signIn, test } from './support/journey.js';
import { type Product } from './support/product.js';
import { sendsAtOnce } from './support/sending.js';

const ADMIN = 'Chapter admin, Boston';

/** A thousand more people of Boston, all subscribed, as an import leaves them. */
async function aThousandPeople(product: Product): Promise<void> {
  await product.sql(
    `WITH boston AS (SELECT id FROM organizations WHERE slug = 'boston'),
     made AS (
       INSERT INTO people (owner_id, given_name, family_name)
       SELECT boston.id, 'Journey', 'Person ' || n FROM boston, generate_series(1, 1000) n RETURNING id, owner_id, family_name),
     mailed AS (
       INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
       SELECT id, owner_id, 'journey.' || substring(family_name FROM 8) || '@example.org', 'journey.' || substring(family_name FROM 8) || '@example.org', true
       FROM made)
     INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT id, owner_id, 'email', true FROM made`,
  );
}

test('A newcomer starts the product, signs in and finds a living coalition on every screen', async ({
  page,
  product,
}) => {
  console.log(`    from the command to the printed address: ${(product.startedIn / 1000).toFixed(1)} s`);
  await signIn(page, product, ADMIN);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Marisol');
  await picture(page, 'console-home');
  const links = await page
    .getByRole('navigation')
    .first()
    .getByRole('link')
    .evaluateAll((found) => found.map((each) => (each as unknown as { pathname: string }).pathname));
  const screens = links.filter((href) => href.startsWith('/console'));
  expect(screens.length).toBeGreaterThan(8);
  for (const screen of [...screens, '/console/people/stories']) {
    await page.goto(product.origin + screen);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await picture(page, `console-${screen.replace(/\W+/g, '-').replace(/^-console-?|-$/g, '') || 'home'}`);
    await expectAccessible(page);
  }
});

test('The console works on a phone, and by the keyboard alone', async ({ page, product }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/people`);
  await page.waitForLoadState('networkidle');
  await picture(page, 'phone-people', false);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${product.origin}/console/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toContainText(/skip/i);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('help, not');
  await expect(page.getByText('Help, not handcuffs, for people who were exploited').first()).toBeVisible();
  await picture(page, 'console-search', false);
});

async function writeMailing(page: Page, product: Product): Promise<void> {
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('button', { name: 'Write a mailing' }).click();
  await page.getByLabel('Name of this mailing').fill('A thousand and more');
  await page.getByLabel('Subject').fill('Will you come on Saturday?');
  await page
    .getByRole('textbox', { name: /message|body|write/i })
    .last()
    .click();
  await page.keyboard.type('Dear friend, the council votes on Saturday. Come and be counted.');
  await expect(page.getByText('Write a subject.')).toHaveCount(0);
  await expect(page.getByText('Write the message.')).toHaveCount(0);
}

test('An organizer sends a mailing to more than a thousand people and watches it finish, and somebody leaves by the header', async ({
  page,
  product,
}) => {
  await aThousandPeople(product);
  await sendsAtOnce(product);
  await signIn(page, product, ADMIN);
  await writeMailing(page, product);
  await expect(page.getByText(/Will go to 1,\d{3} addresses/)).toBeVisible();
  await picture(page, 'mailing-composer');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send…' }).click();
  await picture(page, 'mailing-confirm', false);
  await page.getByRole('button', { name: /^Send to 1,\d{3} people$/ }).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toBeVisible();
  await picture(page, 'mailing-progress');
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('100 %', { timeout: 120_000 });
  await picture(page, 'mailing-finished');
  await expectAccessible(page);

  const states = await product.sql<{ state: string; n: number }>(
    `SELECT d.state, count(*)::int AS n FROM deliveries d JOIN mailings m ON m.id = d.mailing_id
     WHERE m.name = 'A thousand and more' GROUP BY d.state`,
  );
  expect(states).toEqual([{ state: 'sent', n: expect.any(Number) as unknown as number }]);
  expect(states[0]!.n).toBeGreaterThan(1_000);

  const mail = await mailTo(product, 'journey.7@example.org', /Saturday/);
  const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value;
  const link = /<(https?:[^>]+)>/.exec(header)![1]!;
  const suppressed = async (): Promise<number> =>
    (
      await product.sql(
        `SELECT 1 FROM suppressions WHERE canonical_email = 'journey.7@example.org' AND lifted_at IS NULL`,
      )
    ).length;
  await page.goto(link);
  expect(await suppressed(), 'looking at the page changes nothing').toBe(0);
  await picture(page, 'unsubscribe');
  await expectAccessible(page);
  const oneClick = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(oneClick.status).toBe(200);
  expect(await suppressed()).toBe(1);
});
