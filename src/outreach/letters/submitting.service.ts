import { Injectable } from '@nestjs/common';
import { type Language, localized } from '../../layout/i18n.js';
import { type PartnerWord } from '../../layout/partner-boxes.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { Config } from '../../platform/config/config.js';
import { Autoresponses } from '../../campaigns/messages/autoresponses.service.js';
import { Relays } from '../../people/relays.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { type Located } from '../../geography/locating.service.js';
import { Post } from '../../email/post.service.js';
import { Touches } from '../../partners/credit/touches.service.js';
import { confirmationMail } from './letters.emails.js';
import { type LetterForm } from './letters.forms.js';
import { findOutreaches, insertLetter, lettersToday, type NewLetter } from './letters.sql.js';
import { editShare, letterDigest, newCode } from './letter-text.js';
import { type PublicCampaign } from './public-campaigns.service.js';
import { named } from './letter.js';
import { LETTER_TEXT } from './letter-secrets.access.js';
import { type Target } from './writing.service.js';

/** Of the links in mails about a letter. */
export const CONFIRM = 'letter-confirmation';
export const WITHDRAW = 'letter-withdrawal';
export const THANKS = 'letter-thanks';

/** More requests than this in a day are not mailed: somebody may be flooding another person's mailbox. */
const MOST_A_DAY = 5;

export interface Submission {
  form: LetterForm;
  located: Located;
  targets: readonly Target[];
  language: Language;
  /** The sentence beside the consent box, as it was shown. */
  consentText: string;
  partnerWords: readonly PartnerWord[];
  /** Why each official was proposed, in the supporter's language, by office and official. */
  why: (target: Target) => string;
  isSuspect: boolean;
}

/** Takes a letter in. It waits for the word of whoever owns the email address. */
@Injectable()
export class Submitting {
  constructor(
    private readonly database: Database,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
    private readonly touches: Touches,
    private readonly relays: Relays,
    private readonly autoresponses: Autoresponses,
  ) {}

  /**
   * Keeps the letter, pending, with the officials it is proposed to, and mails the link to confirm. What looks like a
   * program's, and what would flood an address, is kept without a mail; the screen is the same, and tells nothing.
   */
  async submit({ campaign, host }: PublicCampaign, visit: Visit, sent: Submission): Promise<void> {
    // A robot's is listed as it came; what people type is listed for nobody until it is proved.
    const email = sent.isSuspect
      ? sent.form.email
      : await this.relays.behind(campaign.owner_id, sent.form.email);
    const given = { ...sent, form: { ...sent.form, email } };
    const { form, language } = given;
    const canonical = canonicalEmail(form.email)!; // the form has refused anything else
    const reachable = given.targets.filter((target) => target.channel !== null);
    await this.database.as(Scope.organizations(campaign.owner_id), async (tx) => {
      const isFlood = (await lettersToday(tx, campaign.id, canonical)) >= MOST_A_DAY;
      const id = await insertLetter(
        tx,
        this.letter(campaign, visit, given, canonical),
        reachable.map((target) => ({
          office_id: target.holder.office_id,
          official_id: target.holder.official_id,
          channel: target.channel!.kind,
          channel_value: target.channel!.value,
          why: given.why(target),
        })),
      );
      await this.touches.record(tx, { kind: 'letter', id, ownerId: campaign.owner_id }, visit.source);
      if (isFlood || given.isSuspect) return;
      const words = await this.autoresponses.of(tx, { kind: 'letter', id: campaign.id });
      const path = `/letters/${campaign.slug}/confirmation/${this.tokens.signId(CONFIRM, id)}`;
      await this.post.send(tx, {
        ownerId: campaign.owner_id,
        to: { name: `${form.given_name} ${form.family_name}`, address: form.email },
        kind: 'letter-confirmation',
        language,
        content: confirmationMail({
          language,
          host,
          title: localized(campaign.title, language),
          name: form.given_name,
          own: words.to({ ...named(form), language }, 'confirmation'),
          to: await findOutreaches(tx, id),
          agreed: agreedIn(given),
          confirmUrl: `${this.config.origin}${link({ ...visit, language, isEmbed: false }, path)}`,
        }),
        isPractice: campaign.is_practice,
      });
    });
    await this.post.wake();
  }

  private letter(
    campaign: PublicCampaign['campaign'],
    visit: Visit,
    { form, located, language, consentText, partnerWords, isSuspect }: Submission,
    canonical: string,
  ): NewLetter {
    const { subject, body, story } = form;
    const version = campaign.version;
    const template = `${localized(campaign.subject, language)} ${localized(campaign.body, language)}`;
    const digest = letterDigest({ version, subject, body, story });
    return {
      letter_campaign_id: campaign.id,
      version,
      owner_id: campaign.owner_id,
      given_name: form.given_name,
      family_name: form.family_name,
      email: form.email,
      canonical_email: canonical,
      street: form.street,
      city: form.city,
      state_code: form.state.toUpperCase(),
      zip: form.zip.slice(0, 5),
      phone: '',
      located_by: located.by,
      districts: located.districts,
      subject,
      body,
      story,
      text_hash: Buffer.from(this.tokens.sign(LETTER_TEXT.purpose, digest), 'base64url'),
      edit_share: editShare(template, `${subject} ${body} ${story}`),
      verification_code: newCode(),
      language,
      consents: [
        { organizationId: campaign.owner_id, channel: 'email', isGiven: form.consent, text: consentText },
        ...partnerWords.map(({ organizationId, text }) => ({
          organizationId,
          channel: 'share' as const,
          isGiven: true,
          text,
        })),
      ],
      source_code: visit.source,
      is_suspect: isSuspect,
      is_practice: campaign.is_practice,
    };
  }
}

/** The sentences beside the boxes that were ticked. */
function agreedIn({ form, consentText, partnerWords }: Submission): string[] {
  return [...(form.consent ? [consentText] : []), ...partnerWords.map(({ text }) => text)];
}
