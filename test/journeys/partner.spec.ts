import { expect, look, signIn, test } from './support/journey.js';

const TABS = ['Invitations and asks', 'People', 'Numbers', 'About us', 'Pass on'];

test.describe('On a phone of 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

  test('a partner’s coordinator signs in on a phone and takes their link', async ({
    page,
    context,
    product,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.origin });
    await signIn(page, product, 'Partner admin');
    await page.goto(`${product.origin}/console/hub`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our hub');
    const link = page.getByRole('listitem').filter({ hasText: '/go/' }).first();
    await expect(link.getByRole('img', { name: /^QR code/ })).toBeVisible();
    await look(page, 'hub-phone-links');
    await link.getByRole('button', { name: /^Copy the link/ }).click();
    const url = await page.evaluate<string>('navigator.clipboard.readText()');
    await link.getByRole('button', { name: /^Copy the text/ }).click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain(url);
    const [poster] = await Promise.all([
      page.waitForEvent('download'),
      link.getByRole('link', { name: 'PNG' }).click(),
    ]);
    expect(poster.suggestedFilename()).toMatch(/\.png$/);

    // And the link leads where it says, with the code of this partner.
    const followed = await page.request.get(url, { maxRedirects: 0 });
    expect(followed.headers()['location']).toMatch(/^\/(petitions|events|letters|campaigns)\/[\w-]+\?s=/);

    for (const tab of TABS) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForLoadState('networkidle');
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
      await look(page, `hub-phone-${tab.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  test('agrees to be listed, and stands in the public directory', async ({ page, product }) => {
    await signIn(page, product, 'Partner admin');
    await page.goto(`${product.origin}/console/hub?tab=profile`);
    await page.getByRole('button', { name: /^Edit / }).click();
    await page.getByLabel('What you do').fill('We walk beside people, day and night.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('main').getByText('We walk beside people, day and night.')).toBeVisible();
    const listed = page.getByRole('switch', { name: /^Listed in the public directory/ });
    if (!(await listed.isChecked())) await listed.click();
    await expect(listed).toBeChecked();
    await page.goto(`${product.origin}/partners?lang=en`);
    await expect(page.getByText('We walk beside people, day and night.')).toBeVisible();
    await look(page, 'directory-phone');
  });
});
