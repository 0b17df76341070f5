import { expect, look, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';

test('An organizer ticks who came to a meeting on a phone, and sees which partner drifts away', async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/partners`);
  await page.getByRole('link', { name: 'Meetings' }).click();
  await page.getByRole('button', { name: 'Write down a meeting' }).click();
  await page.getByLabel('Title').fill('Before the hearing');
  await page.getByRole('button', { name: 'Save and tick who came' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before the hearing');
  await page.getByPlaceholder('Find a partner').fill('tenants');
  await page.getByLabel('Commonwealth Tenants League').check();
  await expect(page.getByText(/^1 of \d+ here$/)).toBeVisible();
  await look(page, 'meeting-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  await expect(page.getByLabel('Commonwealth Tenants League')).toBeChecked();
  await look(page, 'meeting');
  await page.getByRole('link', { name: 'Meetings' }).click();
  await expect(page.getByRole('link', { name: 'Before the hearing' })).toBeVisible();
  await look(page, 'meetings');
  await page.getByRole('link', { name: 'Health' }).click();
  await page.getByLabel('Only partners at risk').click();
  await expect(page.getByText('Misses meetings').first()).toBeVisible();
  await look(page, 'partner-health');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'partner-health-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Bay Hotel and Lodging Guild' }).click();
  await expect(page.getByRole('heading', { name: 'Health' })).toBeVisible();
  await look(page, 'partner-with-health');
});
