import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type Card,
  cardKey,
  type Cards,
  type CardTarget,
  MailCards,
} from '../../email/compose/mail-cards.access.js';
import { formatSpan } from '../../events/event-time.access.js';
import { type Language, localized } from '../../layout/i18n.js';
import { Config } from '../../platform/config/config.js';
import { cardsMessages } from './cards.messages.js';
import { type CardRow, findCards } from './cards.sql.js';

const OVER = { closed: 'is closed', cancelled: 'is cancelled', past: 'is over' };

/** Petitions and events on cards in mail. */
@Injectable()
export class ActionCards extends MailCards {
  constructor(private readonly config: Config) {
    super();
  }

  protected async find(
    tx: EntityManager,
    senderId: string,
    language: Language,
    targets: readonly CardTarget[],
  ): Promise<Cards> {
    const found = new Map((await findCards(tx, senderId, targets)).map((row) => [cardKey(row), row]));
    const shown = new Map<string, Card>();
    const problems: string[] = [];
    for (const target of targets) {
      const row = found.get(cardKey(target));
      if (!row) problems.push(missing(target));
      else if (row.obstacle !== null)
        problems.push(`“${localized(row.title, language)}” ${OVER[row.obstacle]}. Take its card away.`);
      else shown.set(cardKey(target), this.card(row, language));
    }
    return { shown, problems };
  }

  private card(row: CardRow & { obstacle: null }, language: Language): Card {
    const t = cardsMessages[language];
    const url = (path: string): string => `${this.config.origin}/${path}/${row.slug}?lang=${language}`;
    const title = localized(row.title, language);
    if (row.kind === 'petition') {
      const addressee = localized(row.addressedTo, language);
      const line = addressee && t.addressedTo(addressee);
      return { kind: t.petition, title, line, action: t.sign, url: url('petitions') };
    }
    const line = [formatSpan(row, language, row.timeZone), row.place].filter(Boolean).join(' · ');
    return { kind: t.event, title, line, action: t.signUp, url: url('events') };
  }
}

function missing({ kind }: CardTarget): string {
  const what = kind === 'petition' ? 'A petition’s card' : 'An event’s card';
  return `${what} leads to nothing that you or your network have published. Publish it, or take the card away.`;
}
