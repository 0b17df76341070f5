import { List, Stack, Text, Title } from '@mantine/core';
import { type ReactNode } from 'react';
import { useFormat } from '../../parts/format';
import { LEFT_OUT, type LeftOutKind } from './left-out';
import { type Amount } from './nodes';
import { type HtmlReading } from './read-html';

type Words = [one: string, many: string];

const COMES_IN: Record<keyof Amount, Words> = {
  words: ['word', 'words'],
  headings: ['heading', 'headings'],
  paragraphs: ['paragraph', 'paragraphs'],
  lists: ['list', 'lists'],
  quotes: ['quote', 'quotes'],
  images: ['image', 'images'],
  buttons: ['button', 'buttons'],
  dividers: ['divider', 'dividers'],
  links: ['link', 'links'],
};

const STAYS: Record<LeftOutKind, Words> = {
  scripts: ['script', 'scripts'],
  styles: ['style sheet', 'style sheets'],
  forms: ['form, or field to fill in', 'forms, or fields to fill in'],
  pixels: [
    'invisible picture, which counts opens or keeps a distance',
    'invisible pictures, which count opens or keep a distance',
  ],
  pictures: [
    'picture without a web address of its own. Put it on a website, and insert it by its address',
    'pictures without a web address of their own. Put them on a website, and insert them by their addresses',
  ],
  icons: ['icon; its words come in where it was a link', 'icons; their words come in where they were links'],
  embedded: ['video, sound, frame or drawing', 'videos, sounds, frames or drawings'],
  other_tool: [
    'link of the other tool to unsubscribe, to change choices or to see the mail in a browser. Ours stands under each mail',
    'links of the other tool to unsubscribe, to change choices or to see the mail in a browser. Ours stand under each mail',
  ],
  links: [
    'link that leads to no website, mailbox or telephone; its words come in',
    'links that lead to no website, mailbox or telephone; their words come in',
  ],
  hidden: ['hidden text, such as a preview line', 'hidden texts, such as a preview line'],
  outlook: ['part for old Outlook alone', 'parts for old Outlook alone'],
  tables: [
    'table with headings comes in as text, cell after cell',
    'tables with headings come in as text, cell after cell',
  ],
};

/** A list of tags or lines is there to be recognized, not to be read to its end. */
const NAMED = 12;

/** In plain words: how much comes in, what stays behind, and what is to be replaced by hand. */
export function HtmlReport({ reading }: { reading: HtmlReading }) {
  const { number } = useFormat();
  const counted = (count: number, [one, many]: Words) => `${number(count)} ${count === 1 ? one : many}`;
  const { amount, leftOut, ofOtherTool, turnedTags, unknownTags } = reading;
  const { words, ...kinds } = amount;
  const parts = Object.entries(kinds).filter(([, count]) => count > 0) as [keyof Amount, number][];
  const stays = LEFT_OUT.filter((kind) => leftOut[kind] > 0);
  return (
    <Stack gap="md">
      <Part title="What comes in">
        <Text size="sm">
          {words > 0
            ? `${counted(words, COMES_IN.words)}: `
            : 'No words, only pictures. Who does not see pictures gets nothing of it. '}
          {parts.map(([kind, count]) => counted(count, COMES_IN[kind])).join(', ')}.
        </Text>
      </Part>
      <Part title="What stays behind">
        {stays.length === 0 ? (
          <Text size="sm">Nothing but its fonts, colours and layout.</Text>
        ) : (
          <List size="sm" spacing={4}>
            {stays.map((kind) => (
              <List.Item key={kind}>
                {counted(leftOut[kind], STAYS[kind])}
                {kind === 'other_tool' && <Named names={ofOtherTool.map((said) => `“${said}”`)} />}
              </List.Item>
            ))}
          </List>
        )}
      </Part>
      {(turnedTags > 0 || unknownTags.length > 0) && (
        <Part title="Merge tags">
          {turnedTags > 0 && (
            <Text size="sm">
              {counted(turnedTags, ['tag becomes one', 'tags become some'])} of ours. Say in each what to call
              people whose name we do not know, as in {'{{given_name|friend}}'}.
            </Text>
          )}
          {unknownTags.length > 0 && (
            <Text size="sm">
              {counted(unknownTags.length, ['tag is', 'tags are'])} not ours and would be sent as written, or
              empty. Replace by hand:
              <Named names={unknownTags} />
            </Text>
          )}
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Named({ names }: { names: string[] }) {
  const shown = names.slice(0, NAMED).map((name) => (name.length > 90 ? `${name.slice(0, 88)}…` : name));
  if (shown.length === 0) return null;
  return (
    <Text span size="sm" c="dimmed" display="block" className="html-named">
      {shown.join(', ')}
      {names.length > NAMED && `, and ${names.length - NAMED} more`}
    </Text>
  );
}
