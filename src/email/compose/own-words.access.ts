import { createElement } from 'react';
import { type Block } from '../../layout/mail.js';
import { readDocument } from './document.js';
import { inspect } from './inspect.js';
import { Blocks } from './mail-body.views.js';
import { filled, isMergeTag, MERGE_TAGS, type Named } from './merge-tags.js';
import { plainText } from './plain-text.js';

export type { Named } from './merge-tags.js';

/** A subject and the editor's document, as they are written: with merge tags. */
export interface Words {
  subject: string;
  body: unknown;
}

/** The same for one reader: what is put in place of a mail's built-in subject and opening. */
export interface OwnWords {
  subject: string;
  opening: Block;
}

/** Puts a reader's values in, in one pass, before anything is made HTML: nobody's name is a template or markup. */
export function wordsFor({ subject, body }: Words, reader: Named): OwnWords {
  const blocks = readDocument(body);
  const style = {
    textOf: (written: string): string => filled(written, reader),
    hrefOf: (url: string): string => url,
    cardOf: () => undefined,
  };
  return {
    subject: filled(subject, reader),
    opening: {
      rendered: (colour) => createElement(Blocks, { of: blocks, style: { ...style, colour } }),
      plain: plainText(blocks, style),
    },
  };
}

/** Built-in words as the editor opens them: a paragraph each, lines parted by breaks. */
export function documentOf(...paragraphs: readonly string[]): Record<string, unknown> {
  const lines = (text: string): object[] =>
    text
      .split('\n')
      .flatMap((line, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...(line ? [textNode(line)] : [])]);
  return {
    type: 'doc',
    content: paragraphs.map((text) => ({ type: 'paragraph', content: lines(text) })),
  };
}

const textNode = (text: string): object => ({ type: 'text', text });

/** What keeps words from being sent, by field; empty where nothing does. */
export function problemsOf({ subject, body }: Words): { param: 'subject' | 'body'; message: string }[] {
  const inSubject = inspect({ subject, previewText: '', body: null });
  const inBody = inspect({ subject: '', previewText: '', body });
  const unknown = (param: 'subject' | 'body', { tags }: typeof inBody) =>
    tags
      .filter(({ name }) => !isMergeTag(name))
      .map(({ name }) => ({
        param,
        message: `There is no {{${name}}}. There are: ${MERGE_TAGS.join(', ')}.`,
      }));
  return [
    ...unknown('subject', inSubject),
    ...(inBody.hasContent ? [] : [{ param: 'body' as const, message: 'Write the message.' }]),
    ...unknown('body', inBody),
    ...(inBody.cards.length > 0
      ? [{ param: 'body' as const, message: 'Cards stand in mailings only. Put a link in its place.' }]
      : []),
    ...(inBody.imagesWithoutAlt > 0
      ? [{ param: 'body' as const, message: 'An image has no description, for people who cannot see it.' }]
      : []),
  ];
}
