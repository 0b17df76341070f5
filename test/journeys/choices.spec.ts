import { type Page } from '@playwright/test';
import { type Language, LANGUAGES } from '../../src/layout/i18n.js';
import { settled } from '../support/settled.js';
import { expect, linkIn, look, mailTo, picture, signIn, test } from './support/journey.js';
import { type Product } from './support/product.js';
import { sendsAtOnce } from './support/sending.js';

const FRESH = { en: /link to your email/, es: /enlace a sus/, pt: /link para suas/ };
const SUBJECT = 'About safe housing';

/** A mailing of Boston about a topic, to people whom a partner may write to as well. Gives its readers. */
async function anOldMailing(page: Page, product: Product): Promise<{ id: string; address: string }[]> {
  const printed = await product.accord(
    ...['api-key', 'create', '--name', 'choices', '--role', 'sender', '--chapter', 'boston'],
  );
  const send = async (path: string, data: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${/accord_\S+/.exec(printed)![0]}` };
    const answer = await page.request.post(`${product.origin}/api/v1/mailings${path}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as { id: string };
  };
  const [boston] = await product.sql<{ id: string }>(`SELECT id FROM organizations WHERE slug = 'boston'`);
  const names = { en: 'Safe housing', es: 'Vivienda segura', pt: 'Moradia segura' };
  const [topic] = await product.sql<{ id: string }>(
    `INSERT INTO topics (network_id, key, name) SELECT id, 'safe-housing', $1 FROM networks RETURNING id`,
    [JSON.stringify(names)],
  );
  const text = { type: 'text', text: 'What we ask of the city.' };
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [text] }] };
  const content = { name: SUBJECT, subject: SUBJECT, body, topic_id: topic!.id };
  const { id } = await send('', { owner_id: boston!.id, ...content });
  await sendsAtOnce(product);
  await send(`/${id}/sending`, {});
  return settled('the readers have the mailing', async () => {
    const found = await product.sql<{ id: string; address: string }>(
      `SELECT person_id AS id, address FROM deliveries WHERE mailing_id = $1 AND state = 'sent' ORDER BY id LIMIT 4`,
      [id],
    );
    return found.length === 4 && found;
  });
}

/** A partner that the reader once ticked a box for. */
async function alsoWith(product: Product, personId: string): Promise<string> {
  const [partner] = await product.sql<{ id: string; name: string }>(
    `SELECT id, public_name AS name FROM organizations WHERE kind = 'partner' ORDER BY public_name LIMIT 1`,
  );
  await product.sql(
    `WITH word AS (INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'email', true, 'Yes, they may write to me too.', 'en', 'petition', 'form'))
     INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
    [personId, partner!.id],
  );
  return partner!.id;
}

const press = (page: Page, action: string): Promise<void> =>
  page.locator(`main form[action*="${action}"] button`).first().click();

/** From the link at the foot of an old mail to leaving one partner, then everything, and back. */
async function decide(
  page: Page,
  product: Product,
  {
    reader,
    language,
    see,
  }: { reader: number; language: Language; see: (page: Page, name: string) => Promise<void> },
): Promise<void> {
  readers ??= await anOldMailing(page, product);
  const { id: personId, address } = readers[reader]!;
  const partnerId = await alsoWith(product, personId);
  const choices = linkIn(await mailTo(product, address, new RegExp(SUBJECT)), /preferences\//);

  // The old mail may have been forwarded: its page names nobody.
  await page.goto(`${choices}?lang=${language}`);
  expect(await page.locator('main').innerText()).not.toContain(address);
  await see(page, `choices-old-mail-${language}`);
  await press(page, '/topic');
  await see(page, `choices-topic-left-${language}`);
  await page.locator('main button[value=too-often]').click();
  await press(page, '/topic/undo');
  await press(page, '/fresh-link');
  await see(page, `choices-link-sent-${language}`);

  const fresh = linkIn(await mailTo(product, address, FRESH[language]), /choices\//);
  await page.goto(`${fresh}?lang=${language}`);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await see(page, `choices-${language}`);
  await page.locator(`#mail-${partnerId}`).uncheck();
  await page.locator('main form').first().locator('button').click();
  await expect(page.getByRole('status')).toBeVisible();
  await expect(page.locator(`#mail-${partnerId}`)).not.toBeChecked();
  const words = await product.sql(
    `SELECT organization_id FROM subscriptions WHERE person_id = $1 AND channel = 'email' AND NOT is_subscribed`,
    [personId],
  );
  expect(words).toEqual([{ organization_id: partnerId }]);

  await page.goto(`${choices}?lang=${language}`);
  await press(page, '/everything');
  await see(page, `choices-everything-left-${language}`);
  await page.locator('main button[value=no-time]').click();
  await see(page, `choices-reason-${language}`);
  await press(page, '/undo');
  await see(page, `choices-kept-${language}`);
}

let readers: { id: string; address: string }[] | undefined;

test.use({ viewport: { width: 320, height: 640 } });

for (const [reader, language] of LANGUAGES.entries())
  test(`A person opens the preference centre from an old email and leaves one partner only, in ${language}`, async ({
    page,
    product,
  }) => {
    await decide(page, product, { reader, language, see: look });
  });

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('A person leaves one partner only', async ({ page, product }) => {
    const reader = LANGUAGES.length;
    await decide(page, product, {
      reader,
      language: 'en',
      see: (_page, name) => picture(_page, `${name}-no-script`),
    });
  });
});

test('Who governs the network names a topic, and a chapter decides how long it keeps things', async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, product, 'Network admin');
  await page.goto(`${product.origin}/console/settings/topics`);
  await page.getByRole('button', { name: 'Add a topic' }).first().click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Courts');
  await page.getByRole('button', { name: 'Add the topic' }).click();
  await expect(page.getByRole('button', { name: 'Courts' })).toBeVisible();
  await look(page, 'settings-topics');
  await page.goto(`${product.origin}/console/settings/data-keeping`);
  await page.getByRole('button', { name: 'Signatures never confirmed' }).click();
  await page.getByRole('switch', { name: 'Delete what is older' }).press('Space');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('90 days')).toBeVisible();
  await look(page, 'settings-data-keeping');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'settings-data-keeping-phone');
  await page.goto(`${product.origin}/console/settings/topics`);
  await expect(page.getByText('Courts').first()).toBeVisible();
  await look(page, 'settings-topics-phone');
});
