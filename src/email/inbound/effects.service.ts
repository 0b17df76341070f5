import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { type Did } from '../../engagement/engagement.access.js';
import { Reachability } from '../../people/reachability.service.js';
import { pauseMailing } from '../mailings/mailings.sql.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { Leaving } from '../unsubscribe/leaving.service.js';
import { failBounced, healthOf, noteOnce } from './effects.sql.js';
import { unhealthy } from './health.js';
import { type Match } from './matching.service.js';
import { type NotedDelivery } from './matching.sql.js';
import { type Failure, type Notice } from './notice.js';

/** RFC 3463: no such domain, no such syntax, no such host. Nobody can ever be reached there. */
const NEVER_VALID = /^5\.(1\.[23]|4\.4)$/;

/**
 * What follows from what came back (email-engine.md, E50 to E57), in the caller's transaction:
 * hard: nobody mails the address any more. soft: the third in 30 days stops the organization's mail to it. policy and final:
 * the message failed, and the person does not pay for it. complaint: nobody mails the address, and the consents given with it
 * are taken back. Automatic answers and people's replies change nothing, and nothing is ever answered.
 */
@Injectable()
export class Effects {
  private readonly log = new Logger(Effects.name);

  constructor(
    private readonly suppressions: Suppressions,
    private readonly reachability: Reachability,
    private readonly engagement: Engagement,
    private readonly leaving: Leaving,
  ) {}

  async apply(tx: EntityManager, { kind, failures }: Notice, match: Match): Promise<void> {
    const { delivery, isLeaving, isProven } = match;
    if (kind === 'bounce') await this.bounced(tx, delivery, failureFor(delivery, failures), isProven);
    else if (!isProven)
      return; // a recipient's address alone: anybody can write that into a complaint
    else if (kind === 'complaint') await this.complained(tx, delivery);
    else if (kind === 'not-spam') await this.suppressions.liftComplaint(tx, delivery.id);
    else if (kind === 'opt-out' || (isLeaving && kind !== 'delayed'))
      await this.leaving.leaveByMail(tx, delivery);
    else return;
    if (delivery.mailingId) await this.look(tx, delivery.mailingId);
  }

  private async bounced(
    tx: EntityManager,
    delivery: NotedDelivery,
    failure: Failure,
    isProven: boolean,
  ): Promise<void> {
    // Without proof it counts as one of three, and bars nobody by itself.
    const told: Failure = isProven || failure.class !== 'hard' ? failure : { ...failure, class: 'soft' };
    if (!(await noteOnce(tx, delivery.id, 'bounce'))) return;
    const isNew = await failBounced(tx, delivery.id, told);
    if (told.class === 'hard') await this.bar(tx, delivery, told);
    if (!isNew) return;
    await this.note(tx, delivery, 'bounced');
    if (told.class === 'soft' && (await this.suppressions.afterSoft(tx, delivery.id, told.reply)))
      await this.reachability.bouncing(tx, delivery.canonicalEmail);
  }

  private async bar(tx: EntityManager, { id, canonicalEmail }: NotedDelivery, told: Failure): Promise<void> {
    if (canonicalEmail.startsWith('erased:')) return;
    await this.suppressions.add(tx, {
      canonicalEmail,
      organizationId: null,
      reason: 'hard-bounce',
      detail: told.reply,
      deliveryId: id,
    });
    if (NEVER_VALID.test(told.status ?? '')) await this.reachability.invalid(tx, canonicalEmail);
    else await this.reachability.bouncing(tx, canonicalEmail);
  }

  private async complained(tx: EntityManager, delivery: NotedDelivery): Promise<void> {
    if (!(await noteOnce(tx, delivery.id, 'complaint')) || delivery.canonicalEmail.startsWith('erased:'))
      return;
    await this.suppressions.add(tx, {
      canonicalEmail: delivery.canonicalEmail,
      organizationId: null,
      reason: 'complaint',
      deliveryId: delivery.id,
    });
    await this.leaving.withdrawAfterComplaint(tx, delivery);
    await this.note(tx, delivery, 'complained');
  }

  private async note(tx: EntityManager, delivery: NotedDelivery, did: Did): Promise<void> {
    const { personId, mailingId } = delivery;
    if (!personId || !mailingId) return; // letters stand in timelines by the deed that they answer
    await this.engagement.record(tx, {
      ownerId: delivery.ownerId,
      personId,
      did,
      what: { kind: 'mailing', id: mailingId, title: delivery.title },
      isPractice: delivery.isPractice,
    });
  }

  private async look(tx: EntityManager, mailingId: string): Promise<void> {
    const reason = unhealthy(await healthOf(tx, mailingId));
    if (reason && (await pauseMailing(tx, mailingId, reason)))
      this.log.warn(`Mailing ${mailingId} paused: ${reason}`);
  }
}

/** A report may tell of several: ours, or the first. One that names none says as much as "soft". */
function failureFor({ canonicalEmail, address }: NotedDelivery, failures: readonly Failure[]): Failure {
  const own = [canonicalEmail, address.toLowerCase()];
  return (
    failures.find(({ recipient }) => recipient !== null && own.includes(recipient)) ??
    failures[0] ?? { recipient: null, class: 'soft', status: null, reply: '' }
  );
}
