import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { recordTracking, type TrackedEvent } from './tracking.sql.js';

/** A crash loses at most this much, and the redirect waits for nothing. */
const FLUSH_MS = 200;
/** While the database is away events wait, but not without end: the oldest are dropped and counted. */
const MOST = 20_000;

/**
 * Opens and clicks on their way to the database: kept in memory for a moment and written many at once, so that neither a
 * burst nor an outage holds up anybody's link.
 */
@Injectable()
export class Tracking implements BeforeApplicationShutdown {
  private readonly log = new Logger(Tracking.name);
  private waiting: TrackedEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  note(event: TrackedEvent): void {
    this.waiting.push(event);
    if (this.waiting.length > MOST) {
      this.waiting = this.waiting.slice(-MOST / 2);
      this.log.warn(`${MOST / 2} opens and clicks were dropped: the database is away`);
    }
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Writes what waits. Never fails: what cannot be written waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    await this.writing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    const events = this.waiting;
    if (events.length === 0) return;
    this.waiting = [];
    try {
      await this.database.as(Scope.visitor, (tx) => recordTracking(tx, events));
    } catch (error) {
      this.log.warn(`Opens and clicks wait for the database: ${(error as Error).message}`);
      this.waiting = [...events, ...this.waiting];
      this.timer ??= setTimeout(() => void this.flush(), 10 * FLUSH_MS);
    }
  }
}
