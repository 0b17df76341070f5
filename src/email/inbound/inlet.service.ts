import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { NOTICE } from '../email-secrets.access.js';
import { readNotices } from '../email.jobs.js';
import { type NewNotice, takeNotice } from './notices.sql.js';

/** A report stands at the beginning of its mail; behind it is what we sent, which we know. */
const KEPT_BYTES = 512 * 1024;

/** The one way in for what comes back, whether a mail server, a file or a vendor brings it. */
@Injectable()
export class Inlet {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Stores a mail. Once this resolves it is committed, and its bringer may be told so; what comes twice is one.
   *
   * @param recipients of the envelope; without them the mail's own headers say to whom it came
   */
  async takeMail(
    source: 'smtp' | 'file',
    raw: Buffer,
    recipients: readonly string[],
  ): Promise<{ id: string; isNew: boolean }> {
    const hash = createHash('sha256').update(raw);
    for (const each of recipients) hash.update(`\n${each}`);
    const id = hash.digest('hex');
    const isNew = await this.take([{ source, externalId: id, raw: raw.subarray(0, KEPT_BYTES), recipients }]);
    return { id, isNew };
  }

  /** Stores vendors' events, all or none. True where any of them is new. */
  async take(notices: readonly NewNotice[]): Promise<boolean> {
    const isNew = await this.database.as(Scope.nothing, async (tx) => {
      let found = false;
      for (const { raw, ...notice } of notices)
        found = (await takeNotice(tx, { ...notice, sealed: this.seal(raw) })) || found;
      return found;
    });
    if (isNew) await this.jobs.nudge(readNotices, {});
    return isNew;
  }

  /** It names people, and may be a letter of theirs: until it was read nobody reads it in the table. */
  private seal(raw: Buffer): Buffer {
    return this.tokens.encrypt(NOTICE.purpose, raw.toString('latin1'));
  }
}
