import { renderToStaticMarkup } from 'react-dom/server';
import { readable } from '../../layout/colour.js';
import { type Language } from '../../layout/i18n.js';
import { type Parts } from '../../platform/mail/message.js';
import { composeMessages } from './compose.messages.js';
import { cardKey, readDocument } from './document.js';
import { type BodyStyle, Blocks } from './mail-body.views.js';
import { type Card, type Cards } from './mail-cards.access.js';
import { literal, place, toParts, withPlaces } from './merge-tags.js';
import { plainText } from './plain-text.js';

/** What staff wrote, and who sends it. */
export interface Draft {
  language: Language;
  subject: string;
  previewText: string;
  /** The editor's document. */
  body: unknown;
  sender: { name: string; colour: string; postalAddress: string };
  /** Of the body; those that are not given are not shown. */
  cards?: Pick<Cards, 'shown'>;
}

/** A mailing rendered once, with places for what differs between its recipients. */
export interface Composed {
  subject: Parts;
  html: Parts;
  text: Parts;
  /** The web addresses that may be counted; the place `link:0` is that of the first. */
  links: string[];
}

/** Places beside merge tags and links. */
export const PLACES = { unsubscribe: 'unsubscribe_url', preferences: 'preferences_url', pixel: 'open_pixel' };

/** Whether both parts lead to where people leave (E36); it is asked of what is sent, whoever wrote the frame around it. */
export function saysHowToLeave({ html, text }: Pick<Composed, 'html' | 'text'>): boolean {
  return [html, text].every((parts) =>
    parts.some((part) => typeof part !== 'string' && part.tag === PLACES.unsubscribe),
  );
}

const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Renders a draft, about half a millisecond of work; filling the places costs hundredths of that for each person. */
export function compose(draft: Draft): Composed {
  const { language, sender } = draft;
  const t = composeMessages[language];
  const blocks = readDocument(draft.body);
  const links: string[] = [];
  const hrefOf = (url: string): string => {
    if (!/^https?:/.test(url)) return url; // mailto and tel are nobody's to count (E61)
    if (!links.includes(url)) links.push(url);
    return place(`link:${links.indexOf(url)}`);
  };
  const colour = readable(sender.colour);
  const style: BodyStyle = {
    colour,
    hrefOf,
    textOf: withPlaces,
    cardOf: (target) => {
      const card = draft.cards?.shown.get(cardKey(target));
      return card && asWritten(card);
    },
  };
  const postal = [sender.name, sender.postalAddress].filter(Boolean).join(' · ');
  const small = { padding: '16px 28px 28px', font: `13px/1.6 ${FONT}`, color: '#47555a' };
  const html = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{withPlaces(draft.subject)}</title>
      </head>
      <body style={{ margin: 0, padding: 0, background: '#f4f7f8' }}>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: '24px 12px', background: '#f4f7f8' }}>
                <table
                  role="presentation"
                  width="100%"
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ maxWidth: 600, background: '#ffffff', borderTop: `5px solid ${colour}` }}
                >
                  <tbody>
                    <tr>
                      <td style={{ padding: '28px 28px 8px', font: `16px/1.55 ${FONT}`, color: '#14201f' }}>
                        {draft.previewText && (
                          <p style={{ margin: '0 0 18px', fontSize: 14, color: '#47555a' }}>
                            {withPlaces(draft.previewText)}
                          </p>
                        )}
                        <Blocks of={blocks} style={style} />
                      </td>
                    </tr>
                    <tr>
                      <td style={{ ...small, borderTop: '1px solid #e3e9eb' }}>
                        {t.why(sender.name)}
                        <br />
                        {postal}
                        <br />
                        <a href={place(PLACES.unsubscribe)} style={{ color: '#47555a' }}>
                          {t.unsubscribe}
                        </a>
                        {' · '}
                        <a href={place(PLACES.preferences)} style={{ color: '#47555a' }}>
                          {t.choices}
                        </a>
                        {place(PLACES.pixel)}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>,
  );
  const footer = `${t.why(sender.name)}\n${postal}\n${t.unsubscribe}: ${place(PLACES.unsubscribe)}\n${t.choices}: ${place(PLACES.preferences)}`;
  const preview = draft.previewText ? `${withPlaces(draft.previewText)}\n\n` : '';
  return {
    subject: toParts(withPlaces(draft.subject)),
    html: toParts(`<!doctype html>${html}`),
    text: toParts(`${preview}${plainText(blocks, style)}\n\n-- \n${footer}\n`),
    links,
  };
}

/** Its words are no template: a title is shown as it stands, also where it looks like a merge tag. */
function asWritten(card: Card): Card {
  return { ...card, title: literal(card.title), line: literal(card.line) };
}
