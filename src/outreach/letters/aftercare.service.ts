import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { PartnerSharing } from '../../campaigns/partner-sharing.service.js';
import { localized } from '../../layout/i18n.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles } from '../../platform/jobs/job.js';
import { Engagement } from '../../engagement/engagement.service.js';
import { Outcomes } from '../../email/outcomes.service.js';
import { Post } from '../../email/post.service.js';
import { withdrawalAlert } from './letters.emails.js';
import { settleLetters } from './letters.jobs.js';
import { type Letter, wordsOf } from './letter.js';
import { letterMessages } from './letters.messages.js';
import { findLetter, findOutreaches, onTheirWay, settleOutreaches, withdrawLetter } from './letters.sql.js';
import { type PublicCampaign } from './public-campaigns.service.js';

const CHUNK = 500;

/** What follows after letters were confirmed: what became of their mails, and letters taken back. */
@Injectable()
export class Aftercare {
  constructor(
    private readonly database: Database,
    private readonly engagement: Engagement,
    private readonly outcomes: Outcomes,
    private readonly post: Post,
    private readonly partners: PartnerSharing,
  ) {}

  /** Takes a letter back at its sender's word: stops what has not left, tells staff. A second time changes nothing. */
  async withdraw({ campaign, host }: PublicCampaign, letterId: string): Promise<void> {
    await this.database.as(Scope.organizations(campaign.owner_id), async (tx) => {
      const letter = await findLetter(tx, letterId, campaign.id);
      if (!letter || !(await withdrawLetter(tx, letterId))) return;
      const queued = (await findOutreaches(tx, letterId)).filter(({ state }) => state === 'queued');
      const stopped = await this.outcomes.stop(
        tx,
        queued.map(({ delivery_id }) => delivery_id!),
      );
      await settleOutreaches(
        tx,
        stopped.map((id) => ({ id, outcome: 'cancelled' })),
      );
      if (letter.state !== 'confirmed') return;
      await this.takeBack(tx, letter);
      const title = localized(campaign.title, 'en');
      await this.engagement.record(tx, {
        ownerId: campaign.owner_id,
        personId: letter.person_id,
        did: 'withdrew',
        what: { kind: 'letter', id: campaign.id, title },
        isPractice: campaign.is_practice,
      });
      const gone = (await findOutreaches(tx, letterId)).filter(
        ({ state }) => state !== 'cancelled' && state !== 'proposed',
      ).length;
      await this.post.send(tx, {
        ownerId: campaign.owner_id,
        to: { name: host.name, address: host.replyTo ?? host.fromAddress },
        kind: 'letter-withdrawn',
        language: 'en',
        content: withdrawalAlert({
          host,
          title,
          code: letter.verification_code,
          stopped: stopped.length,
          gone,
        }),
        dedupeKey: `letter-withdrawn:${letterId}`,
        isPractice: campaign.is_practice,
      });
    });
    await this.post.wake();
  }

  /** Partners see them no longer by what they ticked beside this letter. */
  private async takeBack(tx: EntityManager, letter: Letter): Promise<void> {
    const { person_id: personId, letter_campaign_id: id, language } = letter;
    if (!personId) return; // erased meanwhile: nobody is left to have consented
    const ids = wordsOf(letter).partners.map(({ organizationId }) => organizationId);
    const text = letterMessages[language].withdrawButton;
    await this.partners.takeBack(tx, { kind: 'letter', id }, personId, ids, { text, language });
  }

  /** Moves outreaches on whose mail is settled. Rows tell what is due, so a run that was missed is made up by the next. */
  @Handles(settleLetters)
  async settle(): Promise<void> {
    let after: string | null = null;
    for (;;) {
      const from: string | null = after;
      const chunk = await this.database.as(Scope.nothing, async (tx) => {
        const waiting = await onTheirWay(tx, from, CHUNK);
        const settled = await this.outcomes.settled(
          tx,
          waiting.map(({ delivery_id }) => delivery_id),
        );
        if (settled.length > 0) await settleOutreaches(tx, settled);
        return waiting;
      });
      if (chunk.length < CHUNK) return;
      after = chunk.at(-1)!.delivery_id;
    }
  }
}
