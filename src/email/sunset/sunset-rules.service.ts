import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../layout/i18n.js';
import { Chapters } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { limitTime, OUT_OF_TIME } from '../../platform/database/sql.js';
import { Invalid } from '../../platform/http/errors.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { keepSunsets } from '../email.jobs.js';
import { asRead, News, type NewsContent } from '../news.service.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { Templates } from '../templates/templates.service.js';
import { type SunsetRuleForm } from './sunset-rules.forms.js';
import { type SunsetForecast, type SunsetRuleResource } from './sunset-rules.resources.js';
import { mostADay } from './most-a-day.js';
import { findSunsetRule, putSunsetRule, type SunsetRule } from './sunset-rules.sql.js';
import { countSilent, countSunsets } from './sunsets.sql.js';
import { standardText } from './win-back.js';

/** Somebody waits for the number at a screen; a part of everybody is counted in a fraction of what all take. */
const EXACT_MS = 3_000;
const SAMPLE_MS = 8_000;
/** Of 256. */
const SAMPLE = 8;

/** Whether an organization goes on writing to people who never respond (EM-18). */
@Injectable()
export class SunsetRules {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly rules: SendingRulesService,
    private readonly templates: Templates,
    private readonly news: News,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly config: Config,
  ) {}

  find(caller: Caller, ownerId: string): Promise<SunsetRuleResource> {
    caller.requires('mailings.read', ownerId);
    return this.database.as(caller.scope('mailings.read'), (tx) => this.shown(tx, ownerId));
  }

  /** How many would be asked now, if it were switched on: exactly where that is quick, else about, null where not even that. */
  async forecast(caller: Caller, ownerId: string, months: number): Promise<SunsetForecast> {
    caller.requires('chapter.settings', ownerId);
    // Each try in a transaction of its own: one that ran out of time is over.
    const count = (share: number, milliseconds: number): Promise<number | null> =>
      this.database
        .as(caller.scope('chapter.settings'), async (tx) => {
          await limitTime(tx, milliseconds);
          return countSilent(tx, ownerId, months, share);
        })
        .catch((error: { code?: string }) => {
          if (error.code === OUT_OF_TIME) return null;
          throw error;
        });
    const exact = await count(256, EXACT_MS);
    if (exact !== null) return { count: exact, is_estimate: false };
    const about = await count(SAMPLE, SAMPLE_MS);
    return { count: about, is_estimate: about !== null };
  }

  /** @throws Invalid where it is switched on with a text that may not go out */
  async put(caller: Caller, ownerId: string, form: SunsetRuleForm): Promise<SunsetRuleResource> {
    caller.requires('chapter.settings', ownerId);
    const put = await this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const templates = Object.fromEntries(
        LANGUAGES.flatMap((language) => {
          const id = form.templates[language];
          return id ? [[language, id]] : [];
        }),
      );
      const rule = { isOn: form.is_on, months: form.months, waitDays: form.wait_days, templates };
      await this.assertUsable(tx, ownerId, rule);
      await putSunsetRule(tx, ownerId, rule, caller.accountId);
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'sunset-rule.changed',
        subject: { kind: 'organization', id: ownerId },
        detail: { is_on: form.is_on, months: form.months, wait_days: form.wait_days },
      });
      return this.shown(tx, ownerId);
    });
    if (put.is_on) await this.jobs.nudge(keepSunsets, {});
    return put;
  }

  /** What people are asked, in each language of the organization; the first is its own. */
  async texts(
    tx: EntityManager,
    ownerId: string,
    { templates }: Pick<SunsetRule, 'templates'>,
  ): Promise<NewsContent[]> {
    const { languages, href } = await this.chapters.host(tx, ownerId);
    const texts: NewsContent[] = [];
    for (const language of languages) {
      const id = templates[language];
      const own = id ? await this.templates.content(tx, ownerId, id) : undefined;
      const text = own ? asRead(own, language) : this.standard(language, href);
      texts.push({ ...text, language, translations: [] });
    }
    return texts;
  }

  private standard(language: Language, href: string): NewsContent {
    return standardText(language, new URL(href, this.config.origin).href);
  }

  private async shown(tx: EntityManager, ownerId: string): Promise<SunsetRuleResource> {
    const rule = await findSunsetRule(tx, ownerId);
    const { kind, languages, href } = await this.chapters.host(tx, ownerId);
    const counts = await countSunsets(tx, ownerId);
    return {
      organization_id: ownerId,
      is_on: rule.isOn,
      months: rule.months,
      wait_days: rule.waitDays,
      templates: {
        en: rule.templates.en ?? null,
        es: rule.templates.es ?? null,
        pt: rule.templates.pt ?? null,
      },
      standard_texts: languages.map((language) => {
        const { subject, previewText, body } = this.standard(language, href);
        return { language, subject, preview_text: previewText, body: body as Record<string, unknown> };
      }),
      mailing_id: rule.mailingId,
      asked_count: counts.asked,
      asleep_count: counts.asleep,
      most_a_day: mostADay(kind, await this.rules.of(tx, ownerId)),
    };
  }

  private async assertUsable(
    tx: EntityManager,
    ownerId: string,
    rule: Pick<SunsetRule, 'isOn' | 'templates'>,
  ): Promise<void> {
    const problems: { param: string; message: string }[] = [];
    for (const [language, id] of Object.entries(rule.templates) as [Language, string][]) {
      if (await this.templates.content(tx, ownerId, id)) continue;
      problems.push({ param: `templates.${language}`, message: 'There is no such template any more.' });
    }
    if (rule.isOn && problems.length === 0)
      for (const text of await this.texts(tx, ownerId, rule))
        for (const message of await this.news.problems(tx, ownerId, text))
          problems.push({
            param: `templates.${text.language}`,
            message: `${LANGUAGE_NAMES[text.language]}: ${message}`,
          });
    if (problems.length > 0) throw new Invalid(problems, 'It cannot be switched on yet.');
  }
}
