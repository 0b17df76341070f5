import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language, LANGUAGE_NAMES } from '../layout/i18n.js';
import { Chapters } from '../network/chapters.service.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { Preflight } from './domains/preflight.service.js';
import { compose, saysHowToLeave } from './compose/compose.js';
import { inspect } from './compose/inspect.js';
import { MailCards } from './compose/mail-cards.access.js';
import { sendNews } from './email.jobs.js';
import { type KeptNews } from './letter.js';
import { checksOf } from './mailings/checks.js';
import { freezeContent, uncounted } from './mailings/freezing.js';
import { type FrozenMailing } from './mailings/mailing.entity.js';
import { insertNews, type NewsBar, recipientOfNews } from './sending/news.sql.js';
import { inLanguage, type Translation } from './translations/translation.js';

/** What a template says, as whoever sends it keeps a copy. */
export interface NewsContent {
  name: string;
  language: Language;
  subject: string;
  previewText: string;
  /** The editor's document. */
  body: unknown;
  /** What readers of other languages get. Copies that were kept before templates gave them have none. */
  translations?: readonly Translation[];
}

export interface NewsLetter {
  /** In whose name; only who subscribed to this organization gets it. */
  ownerId: string;
  personId: string;
  content: NewsContent;
  /** For reports, such as `journey`. */
  kind: string;
  /** What the person's timeline calls it. */
  what: KeptNews['what'];
  /** A second one with the same key is not written. */
  dedupeKey: string;
}

/**
 * News to one person at a time: an automation's mail. It is bulk mail by every rule (suppression, subscription, one-click
 * unsubscribe, never sent again on a doubt) but belongs to no mailing. It counts no opens and no clicks.
 */
@Injectable()
export class News {
  constructor(
    private readonly chapters: Chapters,
    private readonly jobs: Jobs,
    private readonly cards: MailCards,
    private readonly preflight: Preflight,
  ) {}

  /** Why this may not go out in the organization's name in any of its languages, in sentences; empty where it may. */
  async problems(tx: EntityManager, ownerId: string, content: NewsContent): Promise<string[]> {
    const found = await this.problemsOf(tx, ownerId, content);
    for (const { language } of content.translations ?? []) {
      const own = await this.problemsOf(tx, ownerId, asRead(content, language));
      const only = own.filter((message) => !found.includes(message));
      found.push(...only.map((message) => `${LANGUAGE_NAMES[language]}: ${message}`));
    }
    return found;
  }

  /** Why receivers would refuse what the organization sends to many just now, as a mailing would be held; null where nothing does. */
  async obstacle(tx: EntityManager, ownerId: string): Promise<string | null> {
    const { fromAddress } = await this.chapters.host(tx, ownerId);
    return this.preflight.obstacle(tx, ownerId, fromAddress);
  }

  /**
   * Records the message in the caller's transaction, in the person's language where there is a text in it. Whether the person may be mailed is looked at here, again when the
   * row is claimed and once more when it is handed over. Call `wake` after the commit.
   *
   * @returns the id of its delivery, or why there is none
   */
  async send(tx: EntityManager, letter: NewsLetter): Promise<{ deliveryId: string } | { barred: NewsBar }> {
    const to = await recipientOfNews(tx, letter.ownerId, letter.personId);
    if (to.barred !== null) return { barred: to.barred };
    const frozen = await this.freeze(tx, letter.ownerId, asRead(letter.content, to.language));
    const deliveryId = await insertNews(tx, { ...letter, ...to, message: { frozen, what: letter.what } });
    return { deliveryId };
  }

  /** After the commit. Where the queue is away, the sweep finds what waits. */
  async wake(): Promise<void> {
    await this.jobs.nudge(sendNews, {});
  }

  private async problemsOf(tx: EntityManager, ownerId: string, content: NewsContent): Promise<string[]> {
    const host = await this.chapters.host(tx, ownerId);
    const cards = await this.cards.of(tx, ownerId, content);
    const composed = compose({ ...content, sender: host, cards });
    const checks = checksOf({
      ...host,
      subject: content.subject,
      inspection: inspect(content),
      cardProblems: cards.problems,
      saysHowToLeave: saysHowToLeave(composed),
      htmlBytes: composed.html.reduce(
        (sum, part) => sum + Buffer.byteLength(typeof part === 'string' ? part : ''),
        0,
      ),
      audienceCount: 1,
    });
    checks.push(...(await this.preflight.checks(tx, ownerId, host.fromAddress)));
    return checks.flatMap(({ level, message }) => (level === 'blocking' ? [message] : []));
  }

  private async freeze(tx: EntityManager, ownerId: string, content: NewsContent): Promise<FrozenMailing> {
    const host = await this.chapters.host(tx, ownerId);
    const cards = await this.cards.of(tx, ownerId, content);
    const composed = compose({ ...content, sender: host, cards });
    return freezeContent(host, composed, {
      language: content.language,
      fromName: '',
      replyTo: '',
      links: uncounted(composed),
      isTracked: false,
    });
  }
}

/** As somebody reads it who reads this language. */
export function asRead(content: NewsContent, language: Language | null): NewsContent {
  return inLanguage({ ...content, translations: content.translations ?? [] }, language);
}
