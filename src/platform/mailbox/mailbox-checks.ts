import { type Email } from 'postal-mime';

/** One thing worth knowing before a message of this kind goes to thousands. */
export interface MessageCheck {
  readonly passed: boolean;
  readonly what: string;
  readonly why: string;
}

/** Gmail cuts a message off beyond this, and with it the unsubscribe link at its end. */
const CLIPPED_AT = 102 * 1024;

/** Pure; the parsed message in, the checks out. */
export function checksOf(message: Email): MessageCheck[] {
  const header = (name: string) => message.headers.find(({ key }) => key === name)?.value ?? '';
  const html = message.html ?? '';
  const size = Buffer.byteLength(html);
  const images = html.match(/<img\b[^>]*>/gi) ?? [];
  const undescribed = images.filter((image) => !/\balt\s*=/i.test(image)).length;
  const isOneClick =
    /<https?:/i.test(header('list-unsubscribe')) &&
    header('list-unsubscribe-post') === 'List-Unsubscribe=One-Click';
  return [
    {
      passed: isOneClick,
      what: isOneClick ? 'One-click unsubscribe' : 'No one-click unsubscribe',
      why: 'Bulk mail needs it (RFC 8058); receipts and resets do without.',
    },
    {
      passed: header('dkim-signature') !== '',
      what: header('dkim-signature') === '' ? 'No DKIM signature' : 'DKIM signature',
      why: 'Large providers refuse unsigned bulk mail. Set up a sending domain before going live.',
    },
    {
      passed: size < CLIPPED_AT,
      what: `HTML of ${Math.ceil(size / 1024)} kB`,
      why: 'Gmail clips beyond 102 kB.',
    },
    {
      passed: undescribed === 0,
      what:
        undescribed === 0
          ? 'Every image has alternative text'
          : `Images without alternative text: ${undescribed}`,
      why: 'Many people read with images off, or with a screen reader.',
    },
    {
      passed: (message.text ?? '').trim() !== '',
      what: (message.text ?? '').trim() === '' ? 'No plain-text part' : 'Plain-text part',
      why: 'Some people and most spam filters read it.',
    },
  ];
}
