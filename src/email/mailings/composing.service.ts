import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LANGUAGE_NAMES } from '../../layout/i18n.js';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Invalid } from '../../platform/http/errors.js';
import { Limit } from '../../platform/http/limits.js';
import { type Caller } from '../../staff/caller.access.js';
import { Colleagues } from '../../staff/colleagues.service.js';
import { saysHowToLeave } from '../compose/compose.js';
import { inspect } from '../compose/inspect.js';
import { isMergeTag, type MergeTag } from '../compose/merge-tags.js';
import { MailCards } from '../compose/mail-cards.access.js';
import { Preflight } from '../domains/preflight.service.js';
import { usualCount } from '../approvals/approvals.sql.js';
import { Post } from '../post.service.js';
import { asVariant } from '../split-tests/split-test.js';
import { findTest } from '../split-tests/split-tests.sql.js';
import { testChecks } from '../split-tests/test-checks.js';
import { inLanguage, translated } from '../translations/translation.js';
import { leftOutOf, reached } from './audience-counts.js';
import { countAudience, findLacking, sampleRecipient } from './audience.sql.js';
import { Audiences } from './audiences.service.js';
import { awkwardReader } from './awkward-readers.js';
import { audienceChecks, type Check, checksOf, maySend, ofText } from './checks.js';
import { type Mailing } from './mailing.entity.js';
import { type AudienceQuestion, type PreviewForm, type TestSend } from './mailings.forms.js';
import {
  type AudienceResource,
  type CheckList,
  type MailingPreviewResource,
  type TestSendResource,
} from './mailings.resources.js';
import { Mailings } from './mailings.service.js';
import { Preparing } from './preparing.service.js';
import { Showing } from './showing.service.js';

/** Twenty at once, then ten a minute: a test is read by a person. */
const TESTS = new Limit(20, 10);

/** What staff ask while they write: how it looks, whom it reaches, what is wrong with it, a test of it. */
@Injectable()
export class Composing {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly audiences: Audiences,
    private readonly preparing: Preparing,
    private readonly showing: Showing,
    private readonly chapters: Chapters,
    private readonly preflight: Preflight,
    private readonly colleagues: Colleagues,
    private readonly post: Post,
    private readonly cards: MailCards,
  ) {}

  /**
   * As one of the audience would see it; the editor's text, where it is given, is not saved.
   *
   * @throws Forbidden where a reader is looked for by name without the right to read people
   */
  preview(
    caller: Caller,
    id: string,
    { person_id, reader, reader_name, shown_language, ...changes }: PreviewForm,
  ): Promise<MailingPreviewResource> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const stored = await this.mailings.find(tx, caller, id, 'mailings.write');
      const mailing = await this.mailings.over(tx, caller, stored, changes);
      if (reader_name)
        for (const owner of [mailing.ownerId, ...mailing.audience.organizations])
          caller.requires('people.read', owner);
      const person = reader
        ? awkwardReader(reader, mailing)
        : await sampleRecipient(tx, await this.audiences.chosen(tx, mailing), {
            personId: person_id,
            name: reader_name,
            language: shown_language,
          });
      const text = inLanguage(mailing, shown_language ?? person?.language ?? null);
      const shown = this.showing.as(await this.preparing.freeze(tx, text, false), person);
      return {
        ...shown,
        language: text.language,
        html_bytes: Buffer.byteLength(shown.html),
        person_id: person?.personId || null,
        person_name: person ? `${person.givenName} ${person.familyName}`.trim() : '',
      };
    });
  }

  audience(caller: Caller, id: string, question: AudienceQuestion): Promise<AudienceResource> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const stored = await this.mailings.find(tx, caller, id, 'mailings.read');
      const asked = await this.mailings.over(tx, caller, stored, question);
      const counts = await countAudience(tx, await this.audiences.chosen(tx, asked));
      const excluded = leftOutOf(counts);
      return {
        count: reached(counts),
        languages: counts.flatMap(({ language, count }) => (language ? [{ language, count }] : [])),
        excluded_count: excluded.reduce((sum, { count }) => sum + count, 0),
        excluded,
      };
    });
  }

  /** How many it would go to now. */
  async count(tx: EntityManager, mailing: Mailing): Promise<number> {
    return reached(await countAudience(tx, await this.audiences.chosen(tx, mailing)));
  }

  checks(caller: Caller, id: string): Promise<CheckList> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.write');
      const { checks, bare } = await this.check(tx, mailing);
      const lacking =
        bare.length > 0 ? await findLacking(tx, await this.audiences.chosen(tx, mailing), bare) : null;
      if (lacking && !caller.can('people.read', mailing.ownerId)) lacking.people = [];
      return { checks, may_send: maySend(checks), lacking };
    });
  }

  /** @returns `bare`: the tags of all its texts that have nothing to fall back on */
  private async check(tx: EntityManager, mailing: Mailing): Promise<{ checks: Check[]; bare: MergeTag[] }> {
    const host = await this.chapters.host(tx, mailing.ownerId);
    const counts = await countAudience(tx, await this.audiences.chosen(tx, mailing));
    const audienceCount = reached(counts);
    const bare = new Set<MergeTag>();
    const look = async (text: Mailing): Promise<Check[]> => {
      const frozen = await this.preparing.freeze(tx, text, false);
      const { html } = this.showing.as(frozen, undefined);
      const inspection = inspect(text);
      for (const { name, fallback } of inspection.tags)
        if (fallback === '' && isMergeTag(name)) bare.add(name);
      return checksOf({
        saysHowToLeave: saysHowToLeave(frozen),
        subject: text.subject,
        fromName: text.fromName || host.fromName,
        fromAddress: host.fromAddress,
        postalAddress: host.postalAddress,
        inspection,
        cardProblems: (await this.cards.of(tx, text.ownerId, text)).problems,
        htmlBytes: Buffer.byteLength(html),
        audienceCount,
      });
    };
    const checks = [
      ...(await look(mailing)),
      ...(await this.preflight.checks(tx, mailing.ownerId, host.fromAddress)),
      ...audienceChecks(audienceCount, await usualCount(tx, mailing.ownerId)),
    ];
    for (const each of mailing.translations) {
      const { language } = each;
      const found = [...(await look(inLanguage(mailing, language))), ...translated(mailing, each)];
      checks.push(...ofText(found, LANGUAGE_NAMES[language], language));
    }
    const test = await findTest(tx, mailing.id);
    if (!test) return { checks, bare: [...bare] };
    for (const each of test.variants.slice(1))
      checks.push(
        ...ofText(
          await look(asVariant(mailing, each)),
          `Version ${each.variant}`,
          `version-${each.variant.toLowerCase()}`,
        ),
      );
    const hasOwnText = (language: string | null): boolean =>
      mailing.translations.some((each) => each.language === language);
    const tested = reached(counts.filter(({ language }) => !hasOwnText(language)));
    return { checks: [...checks, ...testChecks(mailing, test, tested)], bare: [...bare] };
  }

  /** @throws Invalid, naming each check that blocks it */
  async assertSendable(tx: EntityManager, mailing: Mailing): Promise<void> {
    const { checks } = await this.check(tx, mailing);
    if (maySend(checks)) return;
    throw new Invalid(
      checks
        .filter(({ level }) => level === 'blocking')
        .map(({ code, message }) => ({ param: code, message })),
      'It cannot be sent yet.',
    );
  }

  /**
   * Sends it to oneself or to colleagues in each of its languages, as one of the audience would get it. Its links change
   * nothing.
   *
   * @throws Invalid for anybody else's address: a test has no audience, and would reach whom no mailing may
   */
  async test(caller: Caller, id: string, form: TestSend): Promise<TestSendResource> {
    TESTS.take(caller.accountId);
    const to = form.to?.length ? form.to : [caller.email];
    await this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.mailings.find(tx, caller, id, 'mailings.write');
      const colleagues = await this.colleagues.among(tx, mailing.ownerId, 'mailings.read', to);
      if (to.some((address) => address !== caller.email && !colleagues.includes(address)))
        throw new Invalid([{ param: 'to', message: 'Tests go to you and to colleagues who see mailings.' }]);
      const chosen = await this.audiences.chosen(tx, mailing);
      for (const { language } of [mailing, ...mailing.translations]) {
        const person =
          (await sampleRecipient(tx, chosen, { language })) ?? (await sampleRecipient(tx, chosen));
        const text = inLanguage(mailing, language);
        const content = this.showing.as(await this.preparing.freeze(tx, text, false), person);
        const mark = mailing.translations.length > 0 ? `[Test, ${LANGUAGE_NAMES[language]}]` : '[Test]';
        for (const address of to) {
          await this.post.send(tx, {
            ownerId: mailing.ownerId,
            to: { name: '', address },
            kind: 'mailing-test',
            language,
            content: { ...content, subject: `${mark} ${content.subject}` },
            isPractice: mailing.isPractice,
          });
        }
      }
    });
    await this.post.wake();
    return { to };
  }
}
