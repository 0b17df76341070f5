import { type Page, test as base } from '@playwright/test';
import { type Behaviour, SmtpSink } from '../support/smtp-sink.js';
import { expect, look, picture, signIn } from './support/journey.js';
import { Product } from './support/product.js';
import { sendsAtOnce } from './support/sending.js';

const ADMIN = 'Chapter admin, Boston';
const PEOPLE = 40;
/** So slow an answer to each message that there is always something left to pause or to stop. */
const SLOW: Behaviour = { trickle: 100 };

/** A server of one's own, whose mail goes to a relay that does what the journey tells it to. */
const test = base.extend<object, { sink: SmtpSink; product: Product }>({
  sink: [
    async ({}, use) => {
      const sink = await new SmtpSink().listen();
      await use(sink);
      await sink.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ sink }, use) => {
      const product = await Product.start({ SMTP_URL: sink.url, SENDING_DOMAIN_CHECKS: 'advised' });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

// The second begins with what the first has written.
test.describe.configure({ mode: 'serial' });

/** The coalition works for real, and Boston mails these and nobody of the sample. */
async function subscribers(product: Product): Promise<void> {
  await product.sql('UPDATE organizations SET is_practice = false');
  await product.sql(
    `DELETE FROM subscriptions USING organizations o WHERE o.id = organization_id AND o.slug = 'boston'`,
  );
  await product.sql(
    `WITH boston AS (SELECT id FROM organizations WHERE slug = 'boston'),
     made AS (
       INSERT INTO people (owner_id, given_name, family_name)
       SELECT boston.id, 'Ada', 'Person ' || n FROM boston, generate_series(1, $1) n RETURNING id, owner_id, family_name),
     mailed AS (
       INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary)
       SELECT id, owner_id, a, a, true FROM made, LATERAL (SELECT 'ada.' || substr(family_name, 8) || '@people.example' AS a) x)
     INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) SELECT id, owner_id, 'email', true FROM made`,
    [PEOPLE],
  );
}

/** The connection is lost at the end of the next so many messages; after them the relay behaves like this. */
function loses(sink: SmtpSink, count: number, afterwards: Behaviour): void {
  let left = count;
  sink.behaviour = {};
  sink.onCaught = () => {
    sink.behaviour = left-- > 0 ? { cutAt: 'dot' } : afterwards;
  };
}

function calms(sink: SmtpSink): void {
  sink.onCaught = undefined;
  sink.behaviour = {};
}

async function schedule(page: Page, local: string): Promise<void> {
  await page.getByLabel('At a time').click();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('America/Denver');
  await page.getByRole('option', { name: 'America/Denver' }).click();
  await page.getByLabel('Local time').fill(local);
  await page.getByRole('button', { name: 'Schedule…' }).click();
  await page.getByRole('button', { name: `Schedule for ${PEOPLE} people` }).click();
  await expect(page.getByText('It is scheduled', { exact: true }).first()).toBeVisible();
}

async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send…' }).click();
  await page.getByRole('button', { name: `Send to ${PEOPLE} people` }).click();
}

test('A mailing is scheduled, given another time, sent, paused and resumed, and what was lost on the way is sent again', async ({
  page,
  product,
  sink,
}) => {
  await sendsAtOnce(product);
  await subscribers(product);
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('button', { name: 'Write a mailing' }).click();
  await page.getByLabel('Name of this mailing').fill('Before the hearing');
  await page.getByLabel('Subject').fill('The hearing is on Tuesday');
  await page.getByRole('textbox', { name: 'Message' }).click();
  await page.keyboard.type('Dear friend, the committee hears us on Tuesday. Come and be counted.');
  await expect(page.getByText('Write the message.')).toHaveCount(0);

  await schedule(page, '2031-07-01T09:00');
  const waiting = page.getByRole('alert').filter({ hasText: 'It goes out on' });
  await expect(waiting).toContainText('9:00');
  await schedule(page, '2031-07-02T16:30');
  await expect(waiting).toContainText('4:30');
  await look(page, 'mailing-scheduled');
  const planned = await product.sql<{ at: Date; zone: string }>(
    `SELECT scheduled_at AS at, scheduled_zone AS zone FROM mailings WHERE name = 'Before the hearing'`,
  );
  expect(planned).toEqual([{ at: new Date('2031-07-02T22:30:00Z'), zone: 'America/Denver' }]);

  sink.behaviour = SLOW;
  await page.getByLabel('Now', { exact: true }).click();
  await sendNow(page);
  await expect.poll(() => sink.caught.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('It stands still')).toBeVisible();
  await picture(page, 'mailing-paused');
  expect(sink.caught.length).toBeLessThan(PEOPLE);

  loses(sink, 3, {});
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('3 messages: outcome unknown')).toBeVisible();
  // What the parts of the report are told when it ends, without anybody loading it anew.
  await expect(page.getByRole('region', { name: 'By domain' })).toContainText('people.example');
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText(`${PEOPLE} of ${PEOPLE}`);
  await expect(page.getByRole('button', { name: 'Duplicate' })).toBeVisible();
  await look(page, 'mailing-unknown');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'mailing-unknown-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(new Set(sink.caught.flatMap(({ to }) => to)).size).toBe(PEOPLE);

  calms(sink);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('outcome unknown')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText(`${PEOPLE} of ${PEOPLE}`);
  await expect.poll(() => sink.caught.length).toBe(PEOPLE + 3);
});

test('A mailing is stopped for good on its way, and what was lost is taken as sent', async ({
  page,
  product,
  sink,
}) => {
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('link', { name: 'Before the hearing' }).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('menuitem', { name: 'For the same audience' }).click();
  await page.getByLabel('Name of this mailing').fill('After the hearing');
  await page.getByLabel('Subject').fill('How the hearing went');

  sink.caught.length = 0;
  loses(sink, 2, SLOW);
  await sendNow(page);
  await expect(page.getByText('2 messages: outcome unknown')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop the mailing' }).click();
  await expect(page.getByText('Stopped', { exact: true }).first()).toBeVisible();
  calms(sink);
  await page.getByRole('button', { name: 'Take as sent' }).click();
  await expect(page.getByText('outcome unknown')).toHaveCount(0);
  await picture(page, 'mailing-stopped');

  const counted = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await product.sql<{ state: string; n: number }>(
          `SELECT d.state, count(*)::int AS n FROM deliveries d JOIN mailings m ON m.id = d.mailing_id
           WHERE m.name = 'After the hearing' GROUP BY d.state`,
        )
      ).map(({ state, n }) => [state, n]),
    );
  await expect.poll(async () => Object.keys(await counted()).sort()).toEqual(['cancelled', 'sent']);
  const reached = sink.caught.flatMap(({ to }) => to);
  expect(new Set(reached).size, 'nobody had two').toBe(reached.length);
  expect((await counted())['sent']).toBe(reached.length);
});
