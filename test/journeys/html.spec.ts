import { type Page } from '@playwright/test';
import { readDocument } from '../../src/email/compose/document.js';
import { plainText } from '../../src/email/compose/plain-text.js';
import { HOSTILE, NEWSLETTER } from './support/foreign-mails.js';
import { expect, expectAccessible, picture, signIn, test } from './support/journey.js';

interface DocNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocNode[];
  text?: string;
  marks?: { type: string; attrs?: { href?: string } }[];
}

/** A document in one line a block, as people would read it out. */
function outline(nodes: DocNode[] = []): string[] {
  return nodes.map(({ type, attrs, content, text, marks }) => {
    const href = marks?.find((mark) => mark.type === 'link')?.attrs?.href;
    if (type === 'text') return `${text}${href ? `<${href}>` : ''}`;
    if (type === 'image')
      return `image ${String(attrs!['src'])} ${String(attrs!['alt'])} ${String(attrs!['href'])}`;
    if (type === 'button') return `button ${String(attrs!['label'])} ${String(attrs!['href'])}`;
    if (type === 'hardBreak') return '/';
    const isText = type === 'paragraph' || type === 'heading';
    const name = type === 'heading' ? `h${String(attrs!['level'])}` : type;
    return `${name}(${outline(content).join(isText ? '' : '; ')})`;
  });
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Bring in HTML' });
const source = (page: Page) => page.getByRole('textbox', { name: 'HTML of the mail' });
const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });

/** By keyboard alone, as some must. */
async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Insert' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Bring in HTML…' }).press('Enter');
  await expect(source(page)).toBeFocused();
}

async function see(page: Page, html: string): Promise<void> {
  await source(page).fill(html);
  await page.getByRole('button', { name: 'See what comes in' }).press('Enter');
}

test('An organizer brings the mail of another tool into a mailing, reads what stays behind, and can take it back', async ({
  page,
  product,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, product, 'Chapter admin, Boston');
  await page.goto(`${product.origin}/console/mailings`);
  await page.getByRole('button', { name: 'Write a mailing' }).click();
  await page.getByLabel('Name of this mailing').fill('From elsewhere');
  await page.getByLabel('Subject').fill('The vote');
  await message(page).click();
  await page.keyboard.type('Our own opening.');

  await open(page);
  await picture(page, 'html-source', false);
  await expectAccessible(page);
  await see(page, NEWSLETTER);
  await expect(dialog(page)).toContainText(
    '2 headings, 5 paragraphs, 2 lists, 1 quote, 1 image, 3 buttons, 1 divider, 4 links.',
  );
  for (const said of [
    '2 style sheets',
    '1 invisible picture',
    '1 icon',
    '1 hidden text',
    '2 parts for old Outlook alone',
    '2 links of the other tool',
    '“View this email in your browser”',
    '“You get this as a member. Unsubscribe from this list or update your preferences.”',
    '1 tag becomes one of ours',
    '1 tag is not ours',
    '*|CITY|*',
  ])
    await expect(dialog(page)).toContainText(said);
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'html-report', false);
  await expectAccessible(page);
  expect(asked.filter((url) => !url.startsWith(product.origin))).toEqual([]);

  await page.getByRole('button', { name: 'Bring it in' }).press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(message(page)).toContainText('Our own opening.');
  await expect(message(page)).toContainText('We were never asked.');
  await expect(page.getByText('Not filled in our mails; replace or delete: *|CITY|*')).toBeVisible();
  expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);

  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.frameLocator('iframe').getByRole('link', { name: 'I will come' })).toBeVisible();
  await expect(preview.frameLocator('iframe').getByRole('img', { name: 'The council' })).toBeAttached();
  await preview.getByText('Text', { exact: true }).click();
  await expect(preview).toContainText('I will come:');
  await expect(preview).toContainText('> We were never asked.');
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  const [kept] = await product.sql<{ body: DocNode }>(
    `SELECT body FROM mailings WHERE name = 'From elsewhere'`,
  );
  expect(outline(kept!.body.content)).toEqual([
    'paragraph(Our own opening.)',
    'image https://images.example/logo.png The council https://council.example/',
    'h1(The vote is on Thursday)',
    'paragraph(Dear {{given_name}},)',
    'paragraph(The whole council votes on the <A>agenda<A>./Come early, {{given_name|friend}} of *|CITY|*.)'.replaceAll(
      '<A>',
      '<https://council.example/agenda?id=1&from=mail>',
    ),
    'bulletList(listItem(paragraph(Bring a friend)); listItem(paragraph(Bring water); orderedList(listItem(paragraph(cold)); listItem(paragraph(warm)))))',
    'blockquote(paragraph(We were never asked.))',
    'button I will come https://council.example/come',
    'button Write to them https://council.example/write',
    'horizontalRule()',
    'button Give https://council.example/give',
    'h3(Also)',
    'paragraph(Call us<tel:+16175550123> or write<mailto:us@council.example>.)',
    'paragraph(Our page<https://social.example/us>)',
  ]);
  expect(JSON.stringify(kept!.body)).toContain('{"type":"bold"}');
  expect(JSON.stringify(kept!.body)).not.toMatch(/evil\.example|<\w|style|class=/);

  await message(page).press('Control+z');
  await expect(message(page)).not.toContainText('We were never asked.');
  await expect(message(page)).toContainText('Our own opening.');
});

test('Hostile HTML harms nobody, bad input is told what to do, and what was pasted stays', async ({
  page,
  product,
}) => {
  const alarms: string[] = [];
  page.on('dialog', (alarm) => {
    alarms.push(alarm.message());
    void alarm.dismiss();
  });
  page.on('request', (request) => {
    if (/evil|bank/.test(request.url())) alarms.push(request.url());
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, product, 'Organizer, Boston');
  await page.goto(`${product.origin}/console/templates`);
  await page.getByRole('button', { name: 'New template' }).first().click();
  await message(page).click();
  await page.keyboard.type('Old words.');
  await open(page);

  const cases: [html: string, says: RegExp][] = [
    ['  ', /Paste the HTML of a mail, or choose a file/],
    ['Only words, and 1 < 2', /no HTML in this/],
    ['<style>p { color: red }</style><p> <br></p><script>1</script>', /no words and no pictures/],
    ['MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hi</p>', /a whole mail with its headers/],
    [`<p>${'long '.repeat(200_001)}</p>`, /longer than a million characters/],
    [`<p>${'long '.repeat(190_000)}</p>`, /too long for one mail/],
    ['<p>x</p>'.repeat(3_000), /too long for one mail/],
    [`${'<div>'.repeat(180_000)}x`, /nested too deeply/],
  ];
  for (const [html, says] of cases) {
    await see(page, html);
    await expect(dialog(page)).toContainText(says);
    await expect(source(page)).toBeFocused();
    await expect(source(page)).toHaveAttribute('aria-invalid', 'true');
    expect((await source(page).inputValue()).length).toBe(html.length);
  }

  // What is no HTML does not take the place of what was pasted.
  await source(page).fill('<p>pasted</p>');
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose an HTML file' }).click();
    await (await chooser).setFiles({ name, mimeType: '', buffer });
  };
  await choose('photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  await expect(dialog(page)).toContainText('photo.png is not an HTML file');
  await choose('photo.html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
  await expect(dialog(page)).toContainText('something else is in it');
  await choose('huge.html', Buffer.alloc(4_000_001, 'x'));
  await expect(dialog(page)).toContainText('huge.html is too large');
  await expect(source(page)).toHaveValue('<p>pasted</p>');
  await picture(page, 'html-source-phone', false);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await open(page);
  await expect(source(page)).toHaveValue('<p>pasted</p>');
  await choose('old.htm', Buffer.from('<p>Reuni\u00f3n</p>', 'latin1'));
  await expect(source(page)).toHaveValue('<p>Reunión</p>');

  // A megabyte, nearly all of it pictures in the HTML, and everything that would run or load.
  const filler = `<img src="data:image/png;base64,${'A'.repeat(940_000)}">`;
  await see(page, HOSTILE + filler);
  for (const said of [
    '3 scripts',
    '1 form',
    '2 invisible pictures',
    '4 pictures without',
    '5 videos, sounds, frames or drawings',
    '6 links that lead to no website',
    '1 table with headings',
  ])
    await expect(dialog(page)).toContainText(said);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'html-report-phone-dark', false);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'In place of everything that is in the editor' }).check();
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(message(page)).toContainText('Still readable');
  await expect(message(page)).not.toContainText('Old words.');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Hostile');
  await page.getByLabel('Subject').fill('Harmless');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  const [kept] = await product.sql<{ body: DocNode }>(`SELECT body FROM templates WHERE name = 'Hostile'`);
  const deep = (levels: number): string =>
    `bulletList(listItem(paragraph(deep)${levels > 1 ? `; ${deep(levels - 1)}` : '; paragraph(deep)'.repeat(26)}))`;
  expect(outline(kept!.body.content)).toEqual([
    'h2(Still readable)',
    'paragraph(one two three four five six)',
    'paragraph(Words in the form)',
    'paragraph(<script>alert(13)</script> is text)',
    'paragraph(Town)',
    'paragraph(Votes)',
    'paragraph(Lynn)',
    'paragraph(12)',
    'paragraph(Not for Outlook)',
    deep(4),
    'paragraph(end)',
  ]);
  // The server's own reading drops none of it, the deepest line among it.
  const mail = plainText(readDocument(kept!.body), { textOf: (text) => text, cardOf: () => undefined });
  expect(mail.match(/deep/g)).toHaveLength(30);
  expect(mail).toMatch(/^Still readable\n-+\n\none two three four five six\n\n[^]*\n\nend$/);

  await message(page).press('Control+z');
  await expect(message(page)).toContainText('Old words.');
  expect(alarms).toEqual([]);
  expect(await page.evaluate('window.hurt')).toBeUndefined();
});
