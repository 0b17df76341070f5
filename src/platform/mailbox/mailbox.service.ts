import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { Scope } from '../database/scope.js';
import { NotFound } from '../http/errors.js';
import {
  type CaughtMessage,
  type MailboxEntry,
  type MailboxQuery,
  type NewMessage,
} from './caught-message.js';
import {
  deleteMessages,
  findMessage,
  insertMessages,
  listMessages,
  listWholeMessages,
  trimMessages,
} from './mailbox.sql.js';

/** Enough to look at a large mailing, and some 300 MB at most. */
const KEPT = 20_000;
const BATCH = 200;

interface Waiting {
  readonly message: NewMessage;
  readonly stored: (id: string) => void;
  readonly failed: (error: unknown) => void;
}

/** One page, and the `after` of the next, or null at the end. */
export interface MailboxPage<Entry> {
  readonly data: Entry[];
  readonly next: string | null;
}

/** The mail that this installation caught instead of sending it. */
@Injectable()
export class Mailbox {
  private readonly waiting: Waiting[] = [];
  private isStoring = false;
  private sinceTrimmed = 0;

  constructor(private readonly database: Database) {}

  /** Settles with the id once the message is committed: only then may the sender be told that it is taken. */
  add(message: NewMessage): Promise<string> {
    return new Promise((stored, failed) => {
      this.waiting.push({ message, stored, failed });
      if (!this.isStoring) void this.storeAll();
    });
  }

  list(query: MailboxQuery): Promise<MailboxPage<MailboxEntry>> {
    return this.page(query, listMessages);
  }

  listWhole(query: MailboxQuery): Promise<MailboxPage<CaughtMessage>> {
    return this.page(query, listWholeMessages);
  }

  /** @throws NotFound */
  async get(id: string): Promise<CaughtMessage> {
    // Eighteen digits fit a bigint; what does not is nobody's id.
    const found = /^\d{1,18}$/.test(id)
      ? await this.database.as(Scope.nothing, (tx) => findMessage(tx, id))
      : undefined;
    if (!found) throw new NotFound('There is no such message in the mailbox.');
    return found;
  }

  /** Gives the number of messages it removed. */
  empty(): Promise<number> {
    return this.database.as(Scope.nothing, deleteMessages);
  }

  private async page<Entry extends MailboxEntry>(
    query: MailboxQuery,
    list: (tx: Parameters<typeof listMessages>[0], query: MailboxQuery) => Promise<Entry[]>,
  ): Promise<MailboxPage<Entry>> {
    const { limit } = query;
    const after = query.after && /^\d{1,18}$/.test(query.after) ? query.after : undefined;
    const found = await this.database.as(Scope.nothing, (tx) =>
      list(tx, { ...query, after, limit: limit + 1 }),
    );
    const data = found.slice(0, limit);
    return { data, next: found.length > limit ? data.at(-1)!.id : null };
  }

  /** What arrives while a batch is written is the next batch, so the batches grow with the load. */
  private async storeAll(): Promise<void> {
    this.isStoring = true;
    while (this.waiting.length > 0) await this.store(this.waiting.splice(0, BATCH));
    this.isStoring = false;
  }

  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const messages = batch.map(({ message }) => message);
      this.sinceTrimmed += batch.length;
      const isTrimDue = this.sinceTrimmed >= KEPT / 20;
      const ids = await this.database.as(Scope.nothing, async (tx) => {
        const added = await insertMessages(tx, messages);
        if (isTrimDue) await trimMessages(tx, KEPT);
        return added;
      });
      if (isTrimDue) this.sinceTrimmed = 0;
      batch.forEach(({ stored }, place) => stored(ids[place]!));
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}
