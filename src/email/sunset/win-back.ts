import { type Language } from '../../layout/i18n.js';
import { type NewsContent } from '../news.service.js';
import { winBackMessages } from './win-back.messages.js';

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

/**
 * The standard text, as the editor keeps it.
 *
 * @param href where its button leads, a page of the sender's: that the link is followed is the answer
 */
export function standardText(language: Language, href: string): NewsContent {
  const t = winBackMessages[language];
  return {
    name: t.subject,
    language,
    subject: t.subject,
    previewText: t.preview,
    body: {
      type: 'doc',
      content: [
        ...[t.greeting, t.silence, t.ask].map(paragraph),
        { type: 'button', attrs: { label: t.button, href } },
        paragraph(t.otherwise),
      ],
    },
  };
}
