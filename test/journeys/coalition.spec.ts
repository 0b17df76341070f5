import { expect, look, signIn, test } from './support/journey.js';

const ADMIN = 'Chapter admin, Boston';
const PARTNER = 'Partner admin';

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

test('Staff put a proposal to partners, and a partner answers it from its hub', async ({ page, product }) => {
  const partner = product.signInOf(PARTNER);
  const [asked] = await product.sql<{ name: string }>(
    `SELECT o.public_name AS name FROM accounts a JOIN grants g ON g.account_id = a.id
     JOIN organizations o ON o.id = g.organization_id WHERE a.email = '${partner.email}'`,
  );
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/partners/decisions`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Decisions');
  await look(page, 'decisions');
  await page.getByRole('button', { name: 'Put a proposal' }).click();
  await page.getByLabel('Title').fill('Hold a vigil in January');
  await page.getByRole('textbox', { name: 'Proposal' }).fill('We hold a vigil on the eleventh of January.');
  await page.getByLabel('Answers until').fill('2040-01-05T17:00');
  await look(page, 'decision-new');
  await page.getByRole('button', { name: 'Put it to partners' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hold a vigil in January');
  await page.getByRole('button', { name: 'Write down the answer of Lantern Law Project' }).click();
  await page.getByLabel('Stand aside').check();
  await page.getByLabel('On whose word').fill('Their director, by phone');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByText('On the word of Their director, by phone').first()).toBeVisible();
  await look(page, 'decision');

  await page.context().clearCookies();
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, product, PARTNER);
  await page.goto(`${product.origin}/console/hub?tab=asks`);
  await page.getByRole('link', { name: 'Hold a vigil in January' }).click();
  await expect(page.getByRole('heading', { name: asked!.name })).toBeVisible();
  await expect(page.getByText('Lantern Law Project')).toHaveCount(0);
  await page.getByLabel('Support').check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Change our answer' })).toBeVisible();
  await look(page, 'decision-hub-phone');
});

test('An administrator founds a working group that the rest of the chapter does not see', async ({
  page,
  product,
}) => {
  await signIn(page, product, ADMIN);
  await page.goto(`${product.origin}/console/partners/groups`);
  await expect(page.getByText('You are in no working group')).toBeVisible();
  await look(page, 'groups-empty');
  await page.getByRole('button', { name: 'Found a group' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lived experience council');
  await page.getByRole('button', { name: 'Found it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lived experience council');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('textbox', { name: 'Given name' }).fill('Ida');
  await page.getByRole('textbox', { name: 'Email' }).fill('ida@example.org');
  await page.getByLabel('How they agreed').fill('Said yes in the meeting');
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  await expect(page.getByText('on the list')).toBeVisible();
  await page.getByRole('button', { name: 'Make chair: Ida' }).click();
  await expect(page.getByText(/^Chair · since/)).toBeVisible();
  await page.getByLabel('Add a note').fill('We meet on the first Monday.');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await expect(page.getByText('We meet on the first Monday.')).toBeVisible();
  await look(page, 'group');
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'group-phone');
  await page.context().clearCookies();
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, product, 'Organizer, Boston');
  await page.goto(`${product.origin}/console/partners/groups`);
  await expect(page.getByText('You are in no working group')).toBeVisible();
});
