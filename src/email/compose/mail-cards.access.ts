import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { type CardTarget } from './document.js';
import { inspect } from './inspect.js';

export { cardKey, type CardTarget } from './document.js';

/** What somebody can do, as a mail announces it. All of it is text: whoever shows it makes it safe. */
export interface Card {
  /** What it is: 'Petition'. */
  kind: string;
  title: string;
  /** When and where, or to whom; one line, which may be empty. */
  line: string;
  /** What its button says. */
  action: string;
  url: string;
}

/** The cards of one text. */
export interface Cards {
  /** By `cardKey`; what is not in it is not shown. */
  shown: ReadonlyMap<string, Card>;
  /** What is wrong with each of the others, in sentences that staff read. */
  problems: string[];
}

export const NO_CARDS: Cards = { shown: new Map(), problems: [] };

/**
 * What the cards of a mail lead to. The document names it by id alone, so that a mail never says what was true when it was
 * written. A port: petitions and events stand right of email/ in the row, and what knows them provides it.
 */
export abstract class MailCards {
  /** The cards of this text as they are now, in its language, for mail of this organization. */
  of(
    tx: EntityManager,
    senderId: string,
    { language, body }: { language: Language; body: unknown },
  ): Promise<Cards> {
    const { cards } = inspect({ subject: '', previewText: '', body });
    return cards.length === 0 ? Promise.resolve(NO_CARDS) : this.find(tx, senderId, language, cards);
  }

  /** Each target comes once. What the sender may not announce is told from what does not exist by nothing. */
  protected abstract find(
    tx: EntityManager,
    senderId: string,
    language: Language,
    targets: readonly CardTarget[],
  ): Promise<Cards>;
}
