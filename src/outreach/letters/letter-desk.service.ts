import { Injectable } from '@nestjs/common';
import { type Errors, readForm, type Values } from '../../layout/forms.js';
import { partnerWords } from '../../layout/partner-boxes.views.js';
import { Robots } from '../../layout/robots.service.js';
import { link, type Visit } from '../../layout/visit.js';
import { Config } from '../../platform/config/config.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { Limit } from '../../platform/http/limits.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Aftercare } from './aftercare.service.js';
import { Delivering } from './delivering.service.js';
import { addressOf } from './letter.js';
import { chosenDistricts, LetterForm, WriterForm } from './letters.forms.js';
import {
  confirmPage,
  sentPage,
  thanksPage,
  verifyPage,
  withdrawnPage,
  withdrawPage,
} from './letters.views.js';
import { letterLanguage, type PublicCampaign, PublicLetterCampaigns } from './public-campaigns.service.js';
import { CONFIRM, Submitting, THANKS, WITHDRAW } from './submitting.service.js';
import { Verifying } from './verifying.service.js';
import { writingMessages } from './writing.messages.js';
import { type Finding, Writing } from './writing.service.js';
import { checkPage, letterPage, whyText } from './writing-letter.views.js';
import { type Step } from './writing-step.views.js';
import { choosePage, nobodyPage, startPage } from './writing.views.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Leads a supporter through the steps of a letter: reads what came, asks what follows from it, and shows the next page. */
@Injectable()
export class LetterDesk {
  // A rally's table and a church's network are one address to us: mailboxes are guarded one by one in Submitting.
  private readonly sending = new Limit(60, 20);
  private readonly looking = new Limit(200, 100);

  constructor(
    private readonly campaigns: PublicLetterCampaigns,
    private readonly writing: Writing,
    private readonly submitting: Submitting,
    private readonly delivering: Delivering,
    private readonly aftercare: Aftercare,
    private readonly verifying: Verifying,
    private readonly robots: Robots,
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  async start(visit: Visit, slug: string, body: unknown): Promise<HtmlAnswer> {
    const { values } = readForm(WriterForm, body, visit.language);
    return startPage(this.step(visit, await this.campaigns.bySlug(slug), values));
  }

  async officials(visit: Visit, slug: string, body: unknown): Promise<HtmlAnswer> {
    const given = await this.campaigns.bySlug(slug);
    const { form, values, errors, isValid } = readForm(WriterForm, body, visit.language);
    const step = this.step(visit, given, values, errors);
    if (!isValid || !given.isOpen) return startPage(step, isValid ? 200 : 422);
    this.looking.take(visit.addressKey);
    const found = await this.writing.find(given.campaign, form, chosenDistricts(body));
    if (found.kind !== 'targets') return this.elsewhere(step, found);
    const draft = this.writing.draft(given.campaign, letterLanguage(given.campaign, visit.language), form);
    return letterPage(this.step(visit, given, { ...draft, ...values }), found.targets);
  }

  async check(visit: Visit, slug: string, body: unknown): Promise<HtmlAnswer> {
    const read = await this.read(visit, slug, body);
    if (read.page) return read.page;
    const { step, form, found } = read;
    const constituent = {
      name: `${form.given_name} ${form.family_name}`,
      address: addressOf({ ...form, state_code: form.state.toUpperCase() }),
    };
    return checkPage(step, found.targets, form, constituent);
  }

  async send(visit: Visit, slug: string, body: unknown): Promise<HtmlAnswer | SeeOther> {
    const read = await this.read(visit, slug, body);
    if (read.page) return read.page;
    this.sending.take(visit.addressKey);
    const { given, form, found } = read;
    await this.submitting.submit(given, visit, {
      form,
      located: found.located,
      targets: found.targets,
      language: letterLanguage(given.campaign, visit.language),
      consentText: writingMessages[visit.language].consent(given.host.name),
      partnerWords: partnerWords(given.partners, body, given.host.name, visit.language),
      why: ({ why }) => whyText(visit, why),
      isSuspect: this.robots.suspects(body ?? {}),
    });
    return new SeeOther(link(visit, `/letters/${slug}/sent`));
  }

  async sent(visit: Visit, slug: string): Promise<HtmlAnswer> {
    return sentPage(visit, await this.campaigns.bySlug(slug));
  }

  async askToConfirm(visit: Visit, slug: string, token: string): Promise<HtmlAnswer | SeeOther> {
    const given = await this.campaigns.bySlug(slug);
    const { letter, outreaches } = await this.delivering.read(given, CONFIRM, token);
    if (letter.state !== 'pending') return this.toThanks(visit, slug, letter.id);
    if (!given.isOpen) return startPage(this.step(visit, given, {}));
    return confirmPage({ visit, given, letter, outreaches, token });
  }

  async confirm(visit: Visit, slug: string, token: string): Promise<HtmlAnswer | SeeOther> {
    const given = await this.campaigns.bySlug(slug);
    const { letter } = await this.delivering.read(given, CONFIRM, token);
    if (!given.isOpen && letter.state === 'pending') return startPage(this.step(visit, given, {}));
    await this.delivering.confirm(given, letter.id);
    return this.toThanks(visit, slug, letter.id);
  }

  async thanks(visit: Visit, slug: string, token: string): Promise<HtmlAnswer> {
    const given = await this.campaigns.bySlug(slug);
    const { letter, outreaches } = await this.delivering.read(given, THANKS, token);
    return thanksPage({ visit, given, letter, outreaches, token }, this.config.origin);
  }

  async handOff(visit: Visit, slug: string, token: string, body: unknown): Promise<SeeOther> {
    const given = await this.campaigns.bySlug(slug);
    const { letter } = await this.delivering.read(given, THANKS, token);
    const { outreach } = (body ?? {}) as { outreach?: unknown };
    if (typeof outreach === 'string' && UUID.test(outreach))
      await this.delivering.handOff(given, letter.id, outreach);
    return this.toThanks(visit, slug, letter.id);
  }

  async askToWithdraw(visit: Visit, slug: string, token: string): Promise<HtmlAnswer> {
    const given = await this.campaigns.bySlug(slug);
    const { letter, outreaches } = await this.delivering.read(given, WITHDRAW, token);
    if (letter.state === 'withdrawn') return withdrawnPage(visit, given);
    return withdrawPage({ visit, given, letter, outreaches, token });
  }

  async withdraw(visit: Visit, slug: string, token: string): Promise<HtmlAnswer> {
    const given = await this.campaigns.bySlug(slug);
    const { letter } = await this.delivering.read(given, WITHDRAW, token);
    await this.aftercare.withdraw(given, letter.id);
    return withdrawnPage(visit, given);
  }

  async verify(visit: Visit, code: string): Promise<HtmlAnswer> {
    this.looking.take(visit.addressKey);
    return verifyPage(visit, await this.verifying.verify(code));
  }

  /** The whole letter, or the page to go back to where something in it will not do. */
  private async read(visit: Visit, slug: string, body: unknown) {
    const given = await this.campaigns.bySlug(slug);
    const { form, values, errors } = readForm(LetterForm, body, visit.language);
    if (given.campaign.is_story_required && !form.story)
      errors['story'] ??= writingMessages[visit.language].storyMissing;
    const step = this.step(visit, given, values, errors);
    const isWriterWrong = Object.keys(errors).some(
      (name) => !['subject', 'body', 'story', 'consent'].includes(name),
    );
    if (!given.isOpen || isWriterWrong) return { page: startPage(step, given.isOpen ? 422 : 200) };
    this.looking.take(visit.addressKey);
    const found = await this.writing.find(given.campaign, form, chosenDistricts(body));
    if (found.kind !== 'targets') return { page: this.elsewhere(step, found) };
    if (Object.keys(errors).length > 0) return { page: letterPage(step, found.targets, 422) };
    return { given, step, form, found, page: null };
  }

  private elsewhere(step: Step, found: Exclude<Finding, { kind: 'targets' }>): HtmlAnswer {
    if (found.kind === 'choose') return choosePage(step, found.choices);
    if (found.kind === 'nobody') return nobodyPage(step);
    const t = writingMessages[step.visit.language];
    const [field, message] = {
      'where-missing': ['zip', t.whereMissing],
      'pin-wrong': ['latitude', t.pinWrong],
      'state-wrong': ['state', t.stateWrong],
      'unknown-zip': ['zip', t.unknownZip],
      'unknown-town': ['city', t.unknownTown],
      outside: ['zip', t.outside],
      'no-boundaries': ['zip', t.noBoundaries],
    }[found.kind === 'problem' ? found.problem : found.kind] as [string, string];
    return startPage({ ...step, state: { ...step.state, errors: { [field]: message } } }, 422);
  }

  private step(visit: Visit, given: PublicCampaign, values: Values, errors: Errors = {}): Step {
    return { visit, given, state: { language: visit.language, values, errors }, stamp: this.robots.stamp() };
  }

  private toThanks(visit: Visit, slug: string, letterId: string): SeeOther {
    return new SeeOther(link(visit, `/letters/${slug}/thanks/${this.tokens.signId(THANKS, letterId)}`));
  }
}
