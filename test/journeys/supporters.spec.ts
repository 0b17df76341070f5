import { expectAccessible, expect, linkIn, mailTo, picture, test } from './support/journey.js';

test('A newcomer signs a petition on the front page, and the signature counts after one click in the mail', async ({
  page,
  product,
}) => {
  const [open] = await product.sql<{ slug: string; confirmed_count: number }>(
    `SELECT slug, confirmed_count FROM petitions WHERE state = 'open' ORDER BY confirmed_count DESC LIMIT 1`,
  );
  await page.goto(product.origin);
  await picture(page, 'front');
  await expectAccessible(page);
  await page.goto(`${product.origin}/petitions/${open!.slug}?lang=en`);
  await picture(page, 'petition');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page);
  await picture(page, 'petition-errors');

  await page.getByLabel('First name', { exact: true }).fill('Zoë');
  await page.getByLabel('Last name').fill('Núñez');
  await page.getByLabel('Email').first().fill('zoe.nunez@example.org');
  await page.getByRole('textbox', { name: 'ZIP code' }).fill('02118');
  await page.waitForTimeout(2_100); // a form that was filled in under two seconds is a program's
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Check your email');
  await picture(page, 'petition-thanks');
  await expectAccessible(page);
  expect(page.url()).not.toContain('zoe');

  const mail = await mailTo(product, 'zoe.nunez@example.org', /confirm/i);
  await page.goto(linkIn(mail, /signatures?\//));
  await picture(page, 'petition-confirm');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm my signature' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your signature counts');
  await picture(page, 'petition-confirmed');
  await expectAccessible(page);

  await expect
    .poll(
      async () =>
        (
          await product.sql<{ n: number }>(`SELECT confirmed_count AS n FROM petitions WHERE slug = $1`, [
            open!.slug,
          ])
        )[0]!.n,
    )
    .toBe(open!.confirmed_count + 1);
  expect((await mailTo(product, 'zoe.nunez@example.org', /thank you/i)).text).toContain('?');
});

for (const language of ['es', 'pt'] as const) {
  test(`Public pages are whole and accessible in ${language}`, async ({ page, product }) => {
    const [found] = await product.sql<Record<'petition' | 'event' | 'letter' | 'campaign', string>>(
      `SELECT (SELECT slug FROM petitions WHERE state = 'open' LIMIT 1) AS petition,
         (SELECT slug FROM events WHERE state = 'published' LIMIT 1) AS event,
         (SELECT slug FROM letter_campaigns WHERE state = 'open' LIMIT 1) AS letter,
         (SELECT slug FROM campaigns WHERE state = 'live' LIMIT 1) AS campaign`,
    );
    for (const path of [
      '/',
      '/chapters/boston',
      '/partners',
      '/events',
      `/petitions/${found!.petition}`,
      `/events/${found!.event}`,
      `/letters/${found!.letter}`,
      `/campaigns/${found!.campaign}`,
      '/exit',
    ]) {
      await page.goto(`${product.origin}${path}?lang=${language}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectAccessible(page);
    }
    await picture(page, `exit-${language}`);
  });
}

test('Somebody leaves a page fast: nothing of it is left to see, nor behind the Back button', async ({
  page,
  product,
}) => {
  const leaving = '**/exit/now';
  await page.goto(product.origin);
  await expect(page.locator('[data-exit]')).toHaveCount(0);
  await page.goto(`${product.origin}/exit?lang=en`);
  await expect(page).toHaveTitle('Page');
  // The next page hangs: what is seen is gone all the same, in the instant of the third Shift.
  await page.route(leaving, () => undefined);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate<{ before: number; after: number; title: string }>(`(() => {
    const press = () => dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
    press();
    press();
    const before = document.body.childElementCount;
    press();
    return { before, after: document.body.childElementCount, title: document.title };
  })()`);
  expect(seen).toMatchObject({ after: 0, title: '' });
  expect(seen.before).toBeGreaterThan(2);
  await page.unroute(leaving);

  await page.goto(product.origin);
  await page.goto(`${product.origin}/exit?lang=en`);
  await page.route(leaving, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sunny</h1>' }));
  await page.locator('[data-exit]').click();
  await expect(page.getByRole('heading', { name: 'Sunny' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${product.origin}/`);
});

test.describe('On a phone of 390 pixels without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, isMobile: true });

  test('a volunteer signs up for a rally, gets a receipt with a calendar file, and cancels without signing in', async ({
    page,
    product,
  }) => {
    const [rally] = await product.sql<{ id: string; slug: string }>(
      `SELECT e.id, e.slug FROM events e WHERE e.state = 'published' AND e.is_listed
         AND EXISTS (SELECT 1 FROM shifts s WHERE s.event_id = e.id AND s.starts_at > now() + interval '2 days'
           AND (s.capacity IS NULL OR s.taken < s.capacity))
       ORDER BY (e.kind = 'rally') DESC LIMIT 1`,
    );
    await page.goto(`${product.origin}/events/${rally!.slug}?lang=en`);
    await picture(page, 'event-phone');
    await page.getByLabel('First name', { exact: true }).fill('Teo');
    await page.getByLabel('Last name').fill('Vidal');
    await page.getByLabel('Email', { exact: false }).first().fill('teo.vidal@example.org');
    await page.getByRole('textbox', { name: 'ZIP code' }).fill('02118');
    const shifts = page.locator('input[name=shift_ids][type=checkbox]:not([disabled])');
    if ((await shifts.count()) > 0) await shifts.first().check();
    await page.waitForTimeout(2_100);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Thank you');
    await picture(page, 'event-phone-thanks');

    const mail = await mailTo(product, 'teo.vidal@example.org', /./);
    expect(
      mail.attachments.some(
        ({ mimeType }) => mimeType.startsWith('text/calendar') || mimeType === 'application/ics',
      ),
    ).toBe(true);
    const seats = async (): Promise<string[]> =>
      (
        await product.sql<{ state: string }>(
          `SELECT a.state FROM attendances a JOIN registrations r ON r.id = a.registration_id WHERE r.canonical_email = 'teo.vidal@example.org'`,
        )
      ).map(({ state }) => state);
    expect(await seats()).toEqual(['registered']);

    await page.goto(linkIn(mail, /registrations?\//));
    await picture(page, 'event-phone-own');
    expect(await seats(), 'opening the link changes nothing').toEqual(['registered']);
    await page.getByRole('button', { name: 'I cannot come' }).click();
    await picture(page, 'event-phone-cancelled');
    expect(await seats()).toEqual(['cancelled']);
  });
});
