import { Injectable } from '@nestjs/common';
import { type Parts, type Value, type Values } from '../../platform/mail/message.js';
import { PLACES } from '../compose/compose.js';
import { MailingDesigns } from '../sending/mailing-designs.service.js';
import { NO_DELIVERY } from '../tracking/mail-links.service.js';
import { type SampleRecipient } from './audience.sql.js';
import { type FrozenMailing } from './mailing.entity.js';

export interface Shown {
  subject: string;
  html: string;
  text: string;
}

/** Frozen mailings as they look, for those who write them and those who read what became of them. */
@Injectable()
export class Showing {
  constructor(private readonly designs: MailingDesigns) {}

  /** As this person would get it, or somebody of whom nothing is known. Its links work and change nothing. */
  as(frozen: FrozenMailing, person: SampleRecipient | undefined): Shown {
    const { subject, html, text } = frozen;
    const values = this.valuesFor(frozen, person);
    return {
      subject: fill(subject, values, 'text'),
      html: fill(html, values, 'html'),
      text: fill(text, values, 'text'),
    };
  }

  /** To be looked at with figures on it: nobody's mail, whose links lead to `#link-1`, `#link-2` and nowhere. */
  picture(frozen: FrozenMailing): Omit<Shown, 'text'> {
    const own = [PLACES.unsubscribe, PLACES.preferences];
    const values = Object.fromEntries(
      Object.entries(this.valuesFor(frozen, undefined)).map(([tag, value]): [string, Value] => {
        if (tag.startsWith('link:')) return [tag, same(`#link-${Number(tag.slice(5)) + 1}`)];
        return [tag, own.includes(tag) ? same('#') : value];
      }),
    );
    return { subject: fill(frozen.subject, values, 'text'), html: fill(frozen.html, values, 'html') };
  }

  private valuesFor(frozen: FrozenMailing, person: SampleRecipient | undefined): Values {
    const { subject, html, text } = frozen;
    const tags = [...subject, ...html, ...text].flatMap((part) =>
      typeof part === 'string' ? [] : [part.tag],
    );
    return this.designs.values(frozen, tags, {
      deliveryId: NO_DELIVERY,
      givenName: person?.givenName ?? '',
      familyName: person?.familyName ?? '',
      mayTrack: false,
    });
  }
}

function fill(parts: Parts, values: Values, form: keyof Value): string {
  return parts.map((part) => (typeof part === 'string' ? part : values[part.tag]![form])).join('');
}

function same(text: string): Value {
  return { html: text, text };
}
