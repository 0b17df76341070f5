import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { sendPost } from './email.jobs.js';
import { SECRET_LETTER } from './email-secrets.access.js';
import { type KeptLetter, type Letter } from './letter.js';
import { insertPost } from './sending/letters.sql.js';

/**
 * The transactional lane: mail that somebody asked for and waits for. It has its own queue and connections, so no bulk
 * mailing delays it. It carries no unsubscribe header and reaches people who unsubscribed (RFC 8058 is for bulk), but
 * not addresses that do not exist.
 */
@Injectable()
export class Post {
  private waking: Promise<boolean> | undefined;
  private isWokenAgain = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Records the letter in the caller's transaction: it is sent exactly if that commits. Call `wake` after the commit.
   *
   * @returns the id of its delivery
   * @throws Error where the address is none: forms check it before (`@EmailAddress`)
   */
  async send(tx: EntityManager, letter: Letter): Promise<string> {
    const canonical = canonicalEmail(letter.to.address);
    if (canonical === null) throw new Error('A letter needs an address that can be mailed');
    const { language, content, replyTo } = letter;
    const kept: KeptLetter = { language, content, ...(replyTo && { replyTo }) };
    const isSecret = letter.isSecret ?? false;
    return insertPost(tx, {
      ownerId: letter.ownerId,
      personId: letter.personId ?? null,
      kind: letter.kind,
      canonical,
      name: letter.to.name,
      message: isSecret ? { encrypted: this.encrypt(kept) } : kept,
      isSecret,
      dedupeKey: letter.dedupeKey ?? null,
      isPractice: letter.isPractice ?? false,
      isOnce: letter.isOnce ?? false,
      writtenBy: letter.writtenBy ?? null,
    });
  }

  /**
   * After the commit: says that there is something to send. Never fails, because the letter is safe: where the queue is
   * away, the sweep finds it. A thousand calls at once become two jobs.
   */
  async wake(): Promise<void> {
    if (this.waking) {
      // That job may have looked already before our commit, so one more follows it.
      this.isWokenAgain = true;
      return;
    }
    this.waking = this.jobs.nudge(sendPost, {});
    try {
      await this.waking;
    } finally {
      this.waking = undefined;
      if (this.isWokenAgain) {
        this.isWokenAgain = false;
        await this.wake();
      }
    }
  }

  private encrypt(kept: KeptLetter): string {
    return this.tokens.encrypt(SECRET_LETTER.purpose, JSON.stringify(kept)).toString('base64');
  }
}
