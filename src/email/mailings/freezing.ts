import { type Host } from '../../network/chapters.service.js';
import { canonicalEmail, domainOf } from '../../platform/mail/address.js';
import { listId } from '../../platform/mail/message.js';
import { type Composed } from '../compose/compose.js';
import { type FrozenMailing, type Mailing } from './mailing.entity.js';

/** Everything that its recipients are sent, but for the values of each. */
export function freezeContent(
  host: Host,
  { subject, html, text }: Composed,
  given: Pick<Mailing, 'language' | 'fromName' | 'replyTo'> & Pick<FrozenMailing, 'links' | 'isTracked'>,
): FrozenMailing {
  const fromName = given.fromName || host.fromName;
  const replyTo = canonicalEmail(given.replyTo || host.replyTo || '');
  return {
    language: given.language,
    from: { name: fromName, address: host.fromAddress },
    replyTo: replyTo === null ? null : { name: fromName, address: replyTo },
    // Of the sender, not of the mailing: what people filter by stays the same (E39).
    listId: listId(host.name, `news-${host.organizationId.slice(-12)}`, domainOf(host.fromAddress)),
    subject,
    html,
    text,
    links: given.links,
    isTracked: given.isTracked,
  };
}

/** Links that lead straight to where they lead, for what counts no clicks. */
export function uncounted({ links }: Composed): FrozenMailing['links'] {
  return links.map((url) => ({ id: '0', url }));
}
