import { test as base } from '@playwright/test';
import { testData } from '../support/test-data.js';
import { expect, expectAccessible, linkIn, mailTo, picture } from './support/journey.js';
import { Product } from './support/product.js';

const HOUSE = testData('boundaries/ma_house_2021.geojson');
const SENATE = testData('boundaries/ma_senate_2021.geojson');
const OFFICIALS = testData('openstates/data/ma');
const ZIPS = testData('zip/ma_zip_points.csv');
const MASSACHUSETTS = 'ocd-division/country:us/state:ma';

/** A server of one's own: no sample, one network, real boundaries and officials. */
const test = base.extend<object, { product: Product }>({
  product: [
    async ({}, use) => {
      const product = await Product.start({ ACCORD_SAMPLE: 'none' });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test('A supporter in Worcester writes to their senator and representative, and confirms', async ({
  page,
  product,
}) => {
  test.skip(
    !HOUSE || !SENATE || !OFFICIALS || !ZIPS,
    'The open data of Massachusetts is not beside the project',
  );
  await product.accord('network', 'create', '--name', 'Our Network');
  for (const [file, kind, property] of [
    [HOUSE!, 'lower', 'REP_DIST'],
    [SENATE!, 'upper', 'SEN_DIST'],
  ] as const) {
    await product.accord(
      'import',
      'districts',
      file,
      '--kind',
      kind,
      '--id-property',
      property,
      '--name-property',
      property,
      '--jurisdiction',
      MASSACHUSETTS,
    );
  }
  await product.accord('import', 'zips', ZIPS!, '--state', 'MA');
  const report = await product.accord('import', 'officials', OFFICIALS!, '--format', 'openstates-yaml');
  expect(report).toContain('"17th Middlesex","1st Franklin"');

  const keyOf = async (role: string, ...where: string[]): Promise<string> => {
    const printed = await product.accord('api-key', 'create', '--name', 'journey', '--role', role, ...where);
    return /accord_\S+/.exec(printed)![0];
  };
  let key = await keyOf('network-admin');
  const send = async <T>(path: string, data: object): Promise<T> => {
    const answer = await page.request.post(`${product.origin}${path}`, {
      data,
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(201);
    return (await answer.json()) as T;
  };
  const chapter = await send<{ id: string }>('/api/v1/chapters', {
    name: 'CEASE Worcester',
    territory: 'Worcester',
    region: 'MA',
    time_zone: 'America/New_York',
    languages: ['en', 'es', 'pt'],
    administrator: { name: 'Ines Duarte', email: 'ines@example.org' },
  });
  key = await keyOf('chapter-admin', '--chapter', 'cease-worcester');
  const campaign = await send<{ id: string }>('/api/v1/letter-campaigns', {
    owner_id: chapter.id,
    slug: 'fund-the-way-out',
    title: { en: 'Fund the way out' },
    introduction: { en: 'Ask your own legislators.' },
    subject: { en: 'Please fund services' },
    body: { en: 'I live in {{district}} and ask you to fund services for people who leave exploitation.' },
    targets: {
      chambers: ['upper', 'lower'],
      levels: ['state'],
      committees: [],
      always: [],
      constituentsOnly: true,
    },
  });
  await send(`/api/v1/letter-campaigns/${campaign.id}/publication`, {});

  await page.goto(`${product.origin}/letters/fund-the-way-out?lang=en`);
  await picture(page, 'letter-where');
  await expectAccessible(page);
  await page.getByLabel('First name').fill('Ama');
  await page.getByLabel('Last name').fill('Boateng');
  await page.getByLabel('Email address').fill('ama.boateng@example.org');
  await page.getByText('Use a point on the map instead').click();
  await page.getByLabel('Latitude').fill('42.262841');
  await page.getByLabel('Longitude').fill('-71.790344');
  await page.waitForTimeout(2_100); // nobody reads and fills in a step in less
  await page.getByRole('button', { name: 'Find my officials' }).click();

  await expect(page.getByText('Mary Keefe')).toBeVisible();
  await expect(page.getByText('Mike Moore')).toBeVisible();
  await expect(page.getByText('Represents where you live: 15th Worcester')).toBeVisible();
  await picture(page, 'letter-officials');
  await expectAccessible(page);
  await page.getByLabel('Why this matters to you').fill('My neighbour was helped, and many still wait.');
  await page.waitForTimeout(2_100); // nobody reads and fills in a step in less
  await page.getByRole('button', { name: 'Check my letter' }).click();
  await picture(page, 'letter-check');
  await expectAccessible(page);
  await page.waitForTimeout(2_100); // nobody reads and fills in a step in less
  await page.getByRole('button', { name: 'Email me the link to confirm' }).click();
  await picture(page, 'letter-sent');
  await expectAccessible(page);
  expect(page.url()).not.toContain('ama');

  const toOfficials = async (): Promise<number> =>
    (
      await product.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM mailbox_messages WHERE array_to_string(recipients, ' ') NOT LIKE '%@example.org%'`,
      )
    )[0]!.n;
  expect(await toOfficials(), 'nothing leaves before the confirmation').toBe(0);
  const mail = await mailTo(product, 'ama.boateng@example.org', /confirm/i);
  await page.goto(linkIn(mail, /confirmation\//));
  await page.getByRole('button', { name: 'Yes, send my letter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your letter is confirmed');
  await picture(page, 'letter-thanks');
  await expectAccessible(page);

  const representative = await mailTo(product, 'mary.keefe@mahouse.gov', /./);
  expect(representative.text).toContain('My neighbour was helped');
  expect(representative.text).toContain('15th Worcester');
  expect(representative.replyTo?.[0]?.address).toBe('ama.boateng@example.org');
  await mailTo(product, 'michael.moore@masenate.gov', /./);
  await expect.poll(toOfficials).toBe(2);

  await page.goto(linkIn(representative, /verify\//).replace(/^https?:\/\/[^/]+/, product.origin));
  await expect(page.getByText('A person confirmed this letter by email')).toBeVisible();
  await expect(page.getByText('Boateng')).toHaveCount(0);
  await picture(page, 'letter-verify');
  await expectAccessible(page);
});
