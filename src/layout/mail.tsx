import { type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { readable } from './colour.js';
import { type Language } from './i18n.js';

/** One mail, ready to be put on the wire: what every `*.emails.ts` function gives. */
export interface MailContent {
  subject: string;
  html: string;
  text: string;
  /** An invitation or its cancellation (RFC 5545, RFC 5546): `method` is the METHOD inside `ics`. */
  calendar?: { method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; ics: string };
}

/** What a mail says, once: the HTML and the text part are made from the same blocks. */
export type Block =
  | { heading: string }
  | { text: string }
  | { button: { label: string; url: string } }
  | { quote: string }
  | { list: readonly string[] }
  | { small: string }
  /** What another folder renders, in the host's colour, and what of it stands in the text part. */
  | { rendered: (colour: string) => ReactElement; plain: string };

export interface MailHost {
  name: string;
  colour: string;
  postalAddress: string;
}

const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";

function lines(text: string): ReactElement[] {
  return text.split('\n').map((line, at) => (
    <span key={at}>
      {at > 0 && <br />}
      {line}
    </span>
  ));
}

function BlockView({ block, colour }: { block: Block; colour: string }): ReactElement {
  if ('rendered' in block) return block.rendered(colour);
  if ('heading' in block)
    return <h1 style={{ fontSize: 22, lineHeight: 1.25, margin: '0 0 16px' }}>{block.heading}</h1>;
  if ('text' in block) return <p style={{ margin: '0 0 16px' }}>{lines(block.text)}</p>;
  if ('quote' in block) {
    return (
      <blockquote style={{ margin: '0 0 16px', padding: '0 0 0 12px', borderLeft: '4px solid #c3ccd0' }}>
        {lines(block.quote)}
      </blockquote>
    );
  }
  if ('list' in block) {
    return (
      <ul style={{ margin: '0 0 16px', paddingLeft: 20 }}>
        {block.list.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  }
  if ('small' in block)
    return <p style={{ margin: '0 0 16px', fontSize: 14, color: '#47555a' }}>{lines(block.small)}</p>;
  return (
    <p style={{ margin: '0 0 20px' }}>
      <a
        href={block.button.url}
        style={{
          display: 'inline-block',
          background: colour,
          color: '#ffffff',
          padding: '12px 22px',
          borderRadius: 6,
          fontWeight: 700,
          textDecoration: 'none',
        }}
      >
        {block.button.label}
      </a>
    </p>
  );
}

function plain(block: Block): string {
  if ('rendered' in block) return block.plain;
  if ('heading' in block) return `${block.heading}\n${'='.repeat(Math.min(block.heading.length, 60))}`;
  if ('text' in block) return block.text;
  if ('quote' in block) return block.quote.replace(/^/gm, '> ');
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n');
  if ('small' in block) return block.small;
  return `${block.button.label}:\n${block.button.url}`;
}

/** Renders a mail of our own (a receipt, a confirmation) in the host's colours. Everything in blocks is escaped. */
export function mail(mail: {
  language: Language;
  subject: string;
  host: MailHost;
  blocks: readonly Block[];
}): MailContent {
  const colour = readable(mail.host.colour);
  const document = (
    <html lang={mail.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{mail.subject}</title>
      </head>
      <body style={{ margin: 0, padding: 0, background: '#f4f7f8' }}>
        <table
          role="presentation"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          style={{ background: '#f4f7f8' }}
        >
          <tbody>
            <tr>
              <td align="center" style={{ padding: '24px 12px' }}>
                <table
                  role="presentation"
                  width="100%"
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ maxWidth: 600, background: '#ffffff', borderTop: `5px solid ${colour}` }}
                >
                  <tbody>
                    <tr>
                      <td style={{ padding: '28px 28px 12px', font: `16px/1.55 ${FONT}`, color: '#14201f' }}>
                        {mail.blocks.map((block, at) => (
                          <BlockView key={at} block={block} colour={colour} />
                        ))}
                      </td>
                    </tr>
                    <tr>
                      <td
                        style={{
                          padding: '12px 28px 24px',
                          font: `13px/1.5 ${FONT}`,
                          color: '#47555a',
                          borderTop: '1px solid #e3e9eb',
                        }}
                      >
                        {[mail.host.name, mail.host.postalAddress].filter(Boolean).join(' · ')}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
  const footer = [mail.host.name, mail.host.postalAddress].filter(Boolean).join('\n');
  return {
    subject: mail.subject,
    html: `<!doctype html>${renderToStaticMarkup(document)}`,
    text: `${mail.blocks.map(plain).join('\n\n')}\n\n-- \n${footer}\n`,
  };
}
