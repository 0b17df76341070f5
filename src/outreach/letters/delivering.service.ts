import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { localized } from '../../layout/i18n.js';
import { Config } from '../../platform/config/config.js';
import { PartnerSharing } from '../../campaigns/partner-sharing.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Meeting } from '../../people/meeting.service.js';
import { Engagement } from '../../engagement/engagement.service.js';
import { Post } from '../../email/post.service.js';
import { Suppressions } from '../../email/suppressions/suppressions.service.js';
import { findChannels } from '../officials/representation.sql.js';
import { type Holder, Representation } from '../officials/representation.service.js';
import { addressOf, type Letter, nameOf, type Outreach, wordsOf } from './letter.js';
import { LetterMails } from './letter-mails.service.js';
import { letterFor, verifyUrl } from './letter-text.js';
import { officialMail } from './letters.emails.js';
import {
  alreadyWritten,
  confirmLetter,
  findLetter,
  findOutreaches,
  handOff,
  inTurn,
  moveProposed,
  setPerson,
} from './letters.sql.js';
import { type PublicCampaign } from './public-campaigns.service.js';
import { routeOf } from './routing.js';
import { channelOf } from './writing.service.js';

/** Sends what was confirmed: one mail to each official, at most one from each person in each campaign. */
@Injectable()
export class Delivering {
  constructor(
    private readonly database: Database,
    private readonly representation: Representation,
    private readonly meeting: Meeting,
    private readonly suppressions: Suppressions,
    private readonly engagement: Engagement,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
    private readonly partners: PartnerSharing,
    private readonly mails: LetterMails,
  ) {}

  /** @throws NotFound for a link that was not made here, or for another campaign. */
  async read(
    given: PublicCampaign,
    purpose: string,
    token: string,
  ): Promise<{ letter: Letter; outreaches: Outreach[] }> {
    const id = this.tokens.verifyId(purpose, token);
    if (!id) throw new NotFound();
    return this.database.as(Scope.organizations(given.campaign.owner_id), async (tx) => {
      const letter = await findLetter(tx, id, given.campaign.id);
      if (!letter) throw new NotFound();
      return { letter, outreaches: await findOutreaches(tx, id) };
    });
  }

  /**
   * Makes the supporter's word good: the letter counts, they are known to its owner, and each official gets one mail.
   * Offices are read again now: after an election the letter goes to the new holder. Any number of clicks confirms once.
   */
  async confirm(given: PublicCampaign, letterId: string): Promise<void> {
    const { campaign } = given;
    await this.database.as(Scope.organizations(campaign.owner_id), async (tx) => {
      const letter = await findLetter(tx, letterId, campaign.id);
      if (!letter) throw new NotFound();
      await inTurn(tx, letter);
      if (!(await confirmLetter(tx, letterId))) return;
      const personId = await this.meet(tx, letter, campaign.is_practice);
      await this.engagement.record(tx, {
        ownerId: campaign.owner_id,
        personId,
        did: 'wrote',
        what: { kind: 'letter', id: campaign.id, title: localized(campaign.title, 'en') },
        source: letter.source_code,
        isPractice: campaign.is_practice,
      });
      await this.dispatch(tx, given, letter);
      await this.mails.sendReceipt(tx, given, letter, personId);
    });
    await this.post.wake();
  }

  /** The supporter says that they used an office's own form or telephone. */
  handOff({ campaign }: PublicCampaign, letterId: string, outreachId: string): Promise<boolean> {
    return this.database.as(Scope.organizations(campaign.owner_id), (tx) =>
      handOff(tx, letterId, outreachId),
    );
  }

  private async meet(tx: EntityManager, letter: Letter, isPractice: boolean): Promise<string> {
    const { language, letter_campaign_id: id, owner_id: ownerId, canonical_email: canonicalEmail } = letter;
    const { own: consents, partners } = wordsOf(letter);
    const { personId } = await this.meeting.meet(tx, {
      ownerId,
      givenName: letter.given_name,
      familyName: letter.family_name,
      email: letter.email,
      street: letter.street,
      city: letter.city,
      state: letter.state_code,
      zip: letter.zip,
      language,
      source: letter.source_code,
      isPractice,
      consents,
      method: 'confirmed',
      sourceKind: 'letter',
      sourceId: id,
    });
    await this.suppressions.agreedAnew(tx, canonicalEmail, consents);
    await this.partners.open(tx, { kind: 'letter', id, ownerId }, { personId, canonicalEmail }, partners);
    await setPerson(tx, letter.id, personId);
    return personId;
  }

  private async dispatch(tx: EntityManager, given: PublicCampaign, letter: Letter): Promise<void> {
    const outreaches = await findOutreaches(tx, letter.id);
    const holders = await this.representation.holdersOf(
      tx,
      outreaches.map(({ office_id }) => office_id),
    );
    const written = await alreadyWritten(tx, letter);
    const taken = new Set<string>();
    for (const outreach of outreaches) {
      const holder = holderFor(outreach, outreaches, holders, taken);
      if (holder) taken.add(`${holder.office_id} ${holder.official_id}`);
      const isWritten = !holder || written.has(`${holder.office_id} ${holder.official_id}`);
      const channel = holder && channelOf(await findChannels(tx, [holder.official_id]));
      if (isWritten || !channel) {
        await moveProposed(tx, outreach.id, {
          ...outreach,
          state: 'cancelled',
          deliveryId: null,
          sink: null,
        });
        continue;
      }
      const to = { official_id: holder.official_id, channel: channel.kind, channel_value: channel.value };
      // Their own form, and their telephone, wait for the supporter.
      if (channel.kind !== 'email')
        await moveProposed(tx, outreach.id, { ...to, state: 'proposed', deliveryId: null, sink: null });
      else await this.mailTo(tx, given, letter, outreach.id, holder, channel.value);
    }
  }

  private async mailTo(
    tx: EntityManager,
    { campaign, host }: PublicCampaign,
    letter: Letter,
    outreachId: string,
    holder: Holder,
    address: string,
  ): Promise<void> {
    const { language, verification_code: code } = letter;
    const route = routeOf(
      { address, isPractice: holder.is_practice },
      { isTestMode: campaign.is_test_mode, isPractice: campaign.is_practice },
      { isCaught: this.config.usesMailbox, sink: host.replyTo ?? host.fromAddress },
    );
    const text = letterFor(holder, letter, { name: nameOf(letter), address: addressOf(letter) }, language);
    const deliveryId = await this.post.send(tx, {
      ownerId: campaign.owner_id,
      to: { name: route.sink ? host.name : holder.name, address: route.address },
      kind: 'letter',
      language,
      content: officialMail({
        ...text,
        language,
        host,
        title: localized(campaign.title, language),
        code,
        verifyUrl: verifyUrl(this.config, code),
        inPlaceOf: route.sink ? `${holder.name} <${address}>` : null,
      }),
      replyTo: { name: nameOf(letter), address: letter.email },
      dedupeKey: `outreach:${outreachId}`,
      // An office that got it twice would doubt all of them: where it is not known, nobody sends it again.
      isOnce: true,
      isPractice: campaign.is_practice || holder.is_practice,
    });
    await moveProposed(tx, outreachId, {
      official_id: holder.official_id,
      channel: 'email',
      channel_value: address,
      state: 'queued',
      deliveryId,
      sink: route.sink,
    });
  }
}

/** Whoever was shown, while they hold the office; else the one who came after them; else nobody. */
function holderFor(
  outreach: Outreach,
  all: readonly Outreach[],
  holders: readonly Holder[],
  taken: ReadonlySet<string>,
): Holder | undefined {
  const ofOffice = holders.filter(({ office_id }) => office_id === outreach.office_id);
  const shown = ofOffice.find(({ official_id }) => official_id === outreach.official_id);
  const isShown = ({ office_id, official_id }: Holder): boolean =>
    all.some((each) => each.office_id === office_id && each.official_id === official_id);
  return (
    shown ?? ofOffice.find((each) => !isShown(each) && !taken.has(`${each.office_id} ${each.official_id}`))
  );
}
