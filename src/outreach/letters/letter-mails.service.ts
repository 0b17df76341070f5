import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ActionMails, type MessageStep } from '../../campaigns/messages/action-mails.access.js';
import { Autoresponses } from '../../campaigns/messages/autoresponses.service.js';
import { documentOf, type Named, type OwnWords, type Words } from '../../email/compose/own-words.access.js';
import { Post } from '../../email/post.service.js';
import { type Language, localized } from '../../layout/i18n.js';
import { type MailContent } from '../../layout/mail.js';
import { Chapters } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { addresseeOf, addressOf, type Letter, named, nameOf } from './letter.js';
import { type LetterCampaign } from './letter-campaign.js';
import { findCampaign } from './letter-campaigns.sql.js';
import { letterFor, verifyUrl } from './letter-text.js';
import { confirmationMail, receiptMail } from './letters.emails.js';
import { letterMessages } from './letters.messages.js';
import { findOutreaches } from './letters.sql.js';
import { type PublicCampaign } from './public-campaigns.service.js';
import { WITHDRAW } from './submitting.service.js';

/** The code of a letter that does not exist. */
const NO_CODE = '0000-0000';

/** The receipts of a letter campaign, and its mails as those see them who write their words. */
@Injectable()
export class LetterMails implements ActionMails<'letter'> {
  constructor(
    private readonly chapters: Chapters,
    private readonly autoresponses: Autoresponses,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  /** The supporter's copy, in the transaction that confirms their letter. Call `post.wake` after the commit. */
  async sendReceipt(
    tx: EntityManager,
    { campaign, host }: PublicCampaign,
    letter: Letter,
    personId: string,
  ): Promise<void> {
    const { language, verification_code: code } = letter;
    const to = (await findOutreaches(tx, letter.id)).filter(({ state }) => state !== 'cancelled');
    const constituent = { name: nameOf(letter), address: addressOf(letter) };
    // As the first official reads it; where everybody has had a letter before, there is none to show.
    const copy = to[0] && letterFor(addresseeOf(to[0]), letter, constituent, language);
    const words = await this.autoresponses.of(tx, { kind: 'letter', id: campaign.id });
    const path = `/letters/${campaign.slug}/withdrawal/${this.tokens.signId(WITHDRAW, letter.id)}`;
    await this.post.send(tx, {
      ownerId: campaign.owner_id,
      personId,
      to: { name: nameOf(letter), address: letter.email },
      kind: 'letter-receipt',
      language,
      content: receiptMail({
        language,
        host,
        title: localized(campaign.title, language),
        name: letter.given_name,
        own: words.to({ ...named(letter), language }, 'receipt'),
        to,
        copy: copy ? [copy.subject, ...copy.paragraphs, copy.signature].join('\n\n') : null,
        code,
        verifyUrl: verifyUrl(this.config, code),
        withdrawUrl: `${this.config.origin}${path}?lang=${language}`,
      }),
      isPractice: campaign.is_practice,
    });
  }

  async builtIn(
    tx: EntityManager,
    id: string,
    step: MessageStep<'letter'>,
    language: Language,
  ): Promise<Words> {
    return builtInWords(step, language, localized((await this.campaign(tx, id)).title, language));
  }

  async sample(
    tx: EntityManager,
    id: string,
    step: MessageStep<'letter'>,
    language: Language,
    { givenName: name }: Named,
    own: OwnWords,
  ): Promise<MailContent> {
    const campaign = await this.campaign(tx, id);
    const t = letterMessages[language];
    const url = `${this.config.origin}/letters/${campaign.slug}?lang=${language}`;
    const given = {
      language,
      host: await this.chapters.host(tx, campaign.owner_id),
      title: localized(campaign.title, language),
      name,
      own,
      to: [{ official_name: t.sampleOfficial, title: t.senator, seat: t.sampleSeat }],
    };
    if (step === 'confirmation') return confirmationMail({ ...given, agreed: [], confirmUrl: url });
    const copy = [campaign.subject, campaign.body].map((text) => localized(text, language)).join('\n\n');
    const code = NO_CODE;
    return receiptMail({ ...given, copy, code, verifyUrl: verifyUrl(this.config, code), withdrawUrl: url });
  }

  /** Whoever asks has found the campaign already. */
  private async campaign(tx: EntityManager, id: string): Promise<LetterCampaign> {
    return (await findCampaign(tx, id, null))!;
  }
}

/** What these mails open with where nobody wrote other words. */
function builtInWords(step: MessageStep<'letter'>, language: Language, title: string): Words {
  const t = letterMessages[language];
  const name = '{{given_name}}';
  return step === 'confirmation'
    ? { subject: t.confirmSubject(title), body: documentOf(t.confirmMail(name)) }
    : { subject: t.receiptSubject(title), body: documentOf(t.receiptMail(name)) };
}
