import { type Page } from '@playwright/test';
import { LANGUAGES } from '../../src/layout/i18n.js';
import { settled } from '../support/settled.js';
import { expect, linkIn, look, mailTo, test } from './support/journey.js';
import { type Product } from './support/product.js';
import { sendsAtOnce } from './support/sending.js';

/** Nobody reads and fills in a form in less than two seconds. */
const read = (page: Page): Promise<void> => page.waitForTimeout(2_100);
const press = (page: Page, action: string): Promise<void> =>
  page.locator(`main form[action*="${action}"] button`).first().click();

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`main [name=${name}]`).fill(value);
}

async function slugOf(product: Product, statement: string): Promise<string> {
  return (await product.sql<{ slug: string }>(statement))[0]!.slug;
}

/** Sends a mailing of Boston, and gives the links at the foot of three readers' copies. */
async function leavingLinks(page: Page, product: Product): Promise<string[]> {
  const printed = await product.accord(
    ...['api-key', 'create', '--name', 'journey', '--role', 'sender', '--chapter', 'boston'],
  );
  const send = async (path: string, data: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${/accord_\S+/.exec(printed)![0]}` };
    const answer = await page.request.post(`${product.origin}/api/v1/mailings${path}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as { id: string };
  };
  const [boston] = await product.sql<{ id: string }>(`SELECT id FROM organizations WHERE slug = 'boston'`);
  const text = { type: 'text', text: 'Thank you for standing with us.' };
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [text] }] };
  const { id } = await send('', { owner_id: boston!.id, name: 'Thanks', subject: 'Thank you', body });
  await sendsAtOnce(product);
  await send(`/${id}/sending`, {});
  const sent = (): Promise<{ address: string }[]> =>
    product.sql(
      `SELECT address FROM deliveries WHERE mailing_id = $1 AND state = 'sent' ORDER BY id LIMIT 3`,
      [id],
    );
  const readers = await settled('three readers have the mailing', async () => {
    const found = await sent();
    return found.length === 3 && found;
  });
  const mails = await Promise.all(readers.map(({ address }) => mailTo(product, address, /^Thank you$/)));
  return mails.map((mail) => linkIn(mail, /unsubscribe\//));
}

test.use({ viewport: { width: 320, height: 640 } });

for (const language of LANGUAGES) {
  const at = (product: Product, path: string): string => `${product.origin}${path}?lang=${language}`;
  const who = {
    given_name: 'Noor',
    family_name: 'Haddad',
    email: `noor.${language}@example.org`,
    zip: '02118',
  };

  test(`Signing up for an event, and one's own page, are whole in ${language}`, async ({ page, product }) => {
    const [event] = await product.sql<{ slug: string; shift: string }>(
      `SELECT e.slug, s.id AS shift FROM events e JOIN shifts s ON s.event_id = e.id
       WHERE e.state = 'published' AND s.starts_at > now() + interval '2 days'
         AND (s.capacity IS NULL OR s.taken + 3 < s.capacity) ORDER BY s.id LIMIT 1`,
    );
    await page.goto(at(product, `/events/${event!.slug}`));
    await look(page, `event-${language}`);
    await press(page, '/registrations');
    await expect(page.getByRole('alert')).toBeFocused();
    await look(page, `event-wrong-${language}`);
    await fillIn(page, who);
    const shift = page.locator(`input[type=checkbox][value="${event!.shift}"]`);
    if ((await shift.count()) > 0) await shift.check(); // a single shift is not asked about
    await read(page);
    await press(page, '/registrations');
    await page.waitForURL(/thanks/);
    await look(page, `event-thanks-${language}`);
    const own = linkIn(await mailTo(product, who.email, /./), /registrations?\//);
    await page.goto(own);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await look(page, `event-own-${language}`);
    await press(page, '/confirmation');
    await look(page, `event-own-confirmed-${language}`);
    await press(page, '/cancellation');
    await look(page, `event-own-cancelled-${language}`);
  });

  test(`Signing a petition, confirming and taking it back are whole in ${language}`, async ({
    page,
    product,
  }) => {
    const slug = await slugOf(product, `SELECT slug FROM petitions WHERE state = 'open' ORDER BY id LIMIT 1`);
    await page.goto(at(product, `/petitions/${slug}`));
    await press(page, '/signatures');
    await look(page, `petition-wrong-${language}`);
    await fillIn(page, who);
    await read(page);
    await press(page, '/signatures');
    await page.waitForURL((url) => !url.pathname.endsWith(slug));
    await look(page, `petition-asked-${language}`);
    await page.goto(linkIn(await mailTo(product, who.email, /./), /confirmation/));
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await look(page, `petition-confirm-${language}`);
    await press(page, '/confirmation');
    await page.waitForURL(/thanks/);
    await look(page, `petition-thanks-${language}`);
    await page.locator('main a[href*="/withdrawal"]').click();
    await look(page, `petition-withdraw-${language}`);
    await press(page, '/withdrawal');
    await look(page, `petition-withdrawn-${language}`);
  });

  test(`Writing a letter is whole at every step in ${language}`, async ({ page, product }) => {
    const slug = await slugOf(
      product,
      `SELECT slug FROM letter_campaigns WHERE state = 'open' ORDER BY id LIMIT 1`,
    );
    await page.goto(at(product, `/letters/${slug}`));
    await look(page, `letter-${language}`);
    await press(page, '/officials');
    await look(page, `letter-wrong-${language}`);
    await fillIn(page, who);
    await read(page);
    await press(page, '/officials');
    if ((await page.locator('input[type=radio]').count()) > 0) {
      await look(page, `letter-choose-${language}`);
      for (const group of await page.getByRole('group').all()) await group.getByRole('radio').first().check();
      await read(page);
      await press(page, '/officials');
    }
    await look(page, `letter-officials-${language}`);
    await read(page);
    await press(page, '/check');
    await look(page, `letter-check-${language}`);
    await read(page);
    await press(page, '/sending');
    await page.waitForURL(/sent/);
    await look(page, `letter-sent-${language}`);
  });
}

test('Leaving a mailing and coming back are whole in every language', async ({ page, product }) => {
  const links = await leavingLinks(page, product);
  for (const [place, language] of LANGUAGES.entries()) {
    const leave = `${links[place]!.split('?')[0]}?lang=${language}`;
    await page.goto(leave);
    await look(page, `leave-${language}`);
    await page.goto(leave.replace('/unsubscribe/', '/preferences/'));
    await look(page, `preferences-${language}`);
    await press(page, '/list');
    await look(page, `left-${language}`);
    await press(page, '/undo');
    await look(page, `stayed-${language}`);
  }
});
