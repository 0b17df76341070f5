import { type MailParts } from './mail-parts.js';

const SUBJECT =
  /^(auto(matic)?[- :]*(reply|response|svar|antwort)?\b|automatische antwort|abwesenheits|r[eé]ponse automatique|respuesta autom|resposta autom|out of (the )?office|away from|i am (away|on vacation)|on (vacation|holiday|leave)|vacation|urlaub|ooo\b)/i;

/**
 * A vacation notice, a ticket number, a list's answer: sent by a machine in somebody's name (RFC 3834). It is no reply of
 * theirs, no bounce, and is never answered (RFC 3834 2).
 */
export function isAutomatic(mail: MailParts): boolean {
  return saysAutomatic(mail) || SUBJECT.test(mail.headers.get('subject') ?? '');
}

/** The same by what machines say of themselves alone: a person may well write about their vacation. */
export function saysAutomatic({ headers, hasReceipt }: MailParts): boolean {
  const has = (name: string, value: RegExp) => value.test(headers.get(name) ?? '');
  return (
    hasReceipt ||
    has('auto-submitted', /^\s*auto-(replied|generated|notified)/i) ||
    has('x-auto-response-suppress', /\S/) ||
    has('precedence', /^\s*(auto[_-]?reply|bulk|junk|list)/i) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-apple-action'].some((name) => headers.has(name)) ||
    has('delivered-to', /^autoresponder$/i)
  );
}
