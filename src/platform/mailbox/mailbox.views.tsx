import { type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Email } from 'postal-mime';
import { type MessageCheck } from './mailbox-checks.js';
import { type MailboxEntry } from './caught-message.js';

export const TABS = ['html', 'text', 'headers', 'checks'] as const;
export type Tab = (typeof TABS)[number];
const TAB_NAMES: Record<Tab, string> = { html: 'HTML', text: 'Text', headers: 'Headers', checks: 'Checks' };

const STYLE = `
:root{color-scheme:light dark;--line:#8886;--soft:#8882}
body{margin:0;font:16px/1.5 system-ui,sans-serif}
main,header>*{max-width:70rem;margin:0 auto;padding:.75rem 1rem}
.banner{background:#fff3cd;color:#4d3b00;margin:0;max-width:none;text-align:center}
form{display:inline-flex;gap:.5rem;flex-wrap:wrap;align-items:center;margin:0 1rem 1rem 0}
input,button{font:inherit;min-height:2.75rem;padding:0 .75rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0;overflow-wrap:anywhere}
nav a{display:inline-block;padding:.6rem 1rem}nav a[aria-current]{font-weight:700;border-bottom:3px solid}
iframe{width:100%;height:75vh;border:1px solid var(--line);background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:1rem}
@media(max-width:40rem){.wide{display:none}}`;

function Frame({
  title,
  nonce,
  children,
}: {
  title: string;
  nonce: string;
  children: ReactNode;
}): ReactElement {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – Mailbox`}</title>
        <link rel="icon" href="data:," />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <header>
          <p className="banner" role="note">
            Built-in mailbox: nothing leaves this server. All mail that Accord would send ends here.
          </p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** The list, newest first. */
export function mailboxPage(view: {
  nonce: string;
  entries: readonly MailboxEntry[];
  search: string;
  next: string | null;
}): string {
  const { nonce, entries, search, next } = view;
  return render(
    <Frame title={search ? `Messages with “${search}”` : 'Messages'} nonce={nonce}>
      <h1>Mailbox</h1>
      <form method="get" action="/mailbox" role="search">
        <label htmlFor="search">Recipient, sender or subject</label>
        <input id="search" name="search" type="search" defaultValue={search} />
        <button>Search</button>
      </form>
      <form method="post" action="/mailbox/empty">
        <button>Empty the mailbox</button>
      </form>
      {entries.length === 0 ? (
        <p>
          {search
            ? 'Nothing matches. '
            : 'No mail yet. Sign a petition or send a mailing, and it arrives here. '}
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">To</th>
              <th scope="col">Subject</th>
              <th scope="col" className="wide">
                From
              </th>
              <th scope="col">Received (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>{entry.recipients.join(', ')}</td>
                <td>
                  <a href={`/mailbox/${entry.id}`}>{entry.subject || '(no subject)'}</a>
                </td>
                <td className="wide">{entry.sender}</td>
                <td>{moment(entry.received_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <p>
          <a href={`/mailbox?${new URLSearchParams({ search, after: next }).toString()}`}>Older messages</a>
        </p>
      )}
    </Frame>,
  );
}

/** One message. Its HTML is shown in a sandbox: no script of it runs and nothing of it can reach this page. */
export function messagePage(view: {
  nonce: string;
  entry: MailboxEntry;
  message: Email;
  checks: readonly MessageCheck[];
  tab: Tab;
}): string {
  const { nonce, entry, message, checks, tab } = view;
  return render(
    <Frame title={entry.subject || '(no subject)'} nonce={nonce}>
      <p>
        <a href="/mailbox">All messages</a>
      </p>
      <h1>{entry.subject || '(no subject)'}</h1>
      <dl>
        <dt>From</dt>
        <dd>{entry.sender}</dd>
        <dt>To</dt>
        <dd>{entry.recipients.join(', ')}</dd>
        <dt>Return path</dt>
        <dd>{entry.envelope_from || '(empty)'}</dd>
        <dt>Received</dt>
        <dd>{moment(entry.received_at)} UTC</dd>
        {message.attachments.length > 0 && (
          <>
            <dt>Files</dt>
            <dd>{message.attachments.map(({ filename, mimeType }) => filename ?? mimeType).join(', ')}</dd>
          </>
        )}
      </dl>
      <nav aria-label="Parts of the message">
        {TABS.map((each) => (
          <a
            key={each}
            href={`/mailbox/${entry.id}?tab=${each}`}
            aria-current={each === tab ? 'page' : undefined}
          >
            {TAB_NAMES[each]}
          </a>
        ))}
        <a href={`/mailbox/api/messages/${entry.id}/raw`}>Source</a>
      </nav>
      <Content tab={tab} message={message} checks={checks} />
    </Frame>,
  );
}

function Content({
  tab,
  message,
  checks,
}: {
  tab: Tab;
  message: Email;
  checks: readonly MessageCheck[];
}): ReactElement {
  if (tab === 'text') return <pre tabIndex={0}>{message.text ?? '(no plain-text part)'}</pre>;
  if (tab === 'headers') {
    return <pre tabIndex={0}>{message.headerLines.map(({ line }) => line).join('\n')}</pre>;
  }
  if (tab === 'checks') {
    return (
      <ul>
        {checks.map(({ passed, what, why }) => (
          <li key={what}>
            <strong>{`${passed ? '✓' : '✗'} ${what}.`}</strong> {why}
          </li>
        ))}
      </ul>
    );
  }
  if (message.html === undefined) return <p>(no HTML part)</p>;
  return (
    <iframe
      title="The message as it looks"
      // Links open in a tab of their own, outside the sandbox; scripts, forms and this page stay out of reach.
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<base target="_blank">${message.html}`}
    />
  );
}

function render(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

function moment(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
