import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { NOTICE } from '../email-secrets.access.js';
import { Relaying } from '../relaying/relaying.service.js';
import { Effects } from './effects.service.js';
import { Matching } from './matching.service.js';
import { type Notice } from './notice.js';
import { dueNotices, markRead, postpone, type StoredNotice, VENDORS } from './notices.sql.js';
import { readNotice } from './read-notice.js';
import { noticeOfEvent } from './vendors/vendor-events.js';

/** At once: parsing is the work, and it is not done inside a transaction. */
const BATCH = 50;
/** A message in hand has an end within a minute, and only then can it have come back. */
const IN_HAND_SECONDS = 60;
const RETRY_SECONDS = [30, 300, 1_800, 7_200] as const;

/** Reads what the inlet stored, each once. */
@Injectable()
export class Reading {
  private readonly log = new Logger(Reading.name);

  constructor(
    private readonly database: Database,
    private readonly matching: Matching,
    private readonly effects: Effects,
    private readonly relaying: Relaying,
    private readonly tokens: Tokens,
  ) {}

  /** Reads until nothing is due, or the signal says stop. */
  async read(signal: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.database.as(Scope.nothing, (tx) => dueNotices(tx, BATCH));
      for (const notice of due) {
        if (signal.aborted) return;
        await this.readOne(notice);
      }
      if (due.length < BATCH) return;
    }
  }

  /** One that cannot be read holds up no other: it is tried again, and set aside at last. */
  private async readOne(stored: StoredNotice): Promise<void> {
    const { id, attempt } = stored;
    try {
      const raw = this.open(stored);
      await this.apply(stored, raw, await this.parse(stored, raw));
    } catch (error) {
      const seconds = RETRY_SECONDS[attempt];
      this.log.error(`Mail notice ${id} could not be read: ${(error as Error).message}`);
      await this.database.as(Scope.nothing, async (tx) => {
        if (seconds === undefined) await markRead(tx, { id, kind: 'unreadable', deliveryId: null });
        else await postpone(tx, { id, seconds, isFailure: true });
      });
    }
  }

  private open({ sealed, raw }: StoredNotice): Buffer {
    return sealed ? Buffer.from(this.tokens.decrypt(NOTICE.purpose, sealed), 'latin1') : raw!;
  }

  private parse({ source }: StoredNotice, raw: Buffer): Notice | Promise<Notice> {
    const vendor = VENDORS.find((each) => each === source);
    return vendor ? noticeOfEvent(vendor, raw) : readNotice(raw);
  }

  private async apply(stored: StoredNotice, raw: Buffer, notice: Notice): Promise<void> {
    const { id, source } = stored;
    const isSigned = source !== 'smtp' && source !== 'file';
    const cameTo = stored.recipients.length > 0 ? stored.recipients : notice.to;
    if (!isSigned && this.relaying.isFor(cameTo)) return this.relaying.relay(id, raw, cameTo);
    const match = await this.matching.find(notice, cameTo);
    if (match === 'forged' || match === null) {
      await this.database.as(Scope.nothing, (tx) =>
        markRead(tx, { id, kind: match ?? notice.kind, deliveryId: null }),
      );
      return;
    }
    const { delivery } = match;
    await this.database.as(Scope.organizations(delivery.ownerId), async (tx) => {
      if (['claimed', 'handed'].includes(delivery.state))
        return postpone(tx, { id, seconds: IN_HAND_SECONDS, isFailure: false });
      if (!(await markRead(tx, { id, kind: notice.kind, deliveryId: delivery.id }))) return;
      const told = this.relaying.withoutRealAddress(notice, delivery.canonicalEmail);
      await this.effects.apply(tx, told, isSigned ? { ...match, isProven: true } : match);
    });
  }
}
