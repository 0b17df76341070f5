import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ActionWords, Autoresponses } from '../campaigns/messages/autoresponses.service.js';
import { Post } from '../email/post.service.js';
import { isLanguage } from '../layout/i18n.js';
import { Chapters, type Host } from '../network/chapters.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { affected } from '../platform/database/sql.js';
import { Handles, type Nothing, type Run } from '../platform/jobs/job.js';
import { alreadySignedMail, confirmationMail } from './petitions.emails.js';
import { mailSigners, remindSigners } from './petitions.jobs.js';
import { SignatureLinks } from './signature-links.service.js';
import { claimDueMails, type DueMail, makeRemindersDue } from './signer-mail.sql.js';

const AT_ONCE = 100;

/**
 * Writes to signers, in the worker: signing itself only notes that a mail is due. The note is cleared in the transaction
 * that posts the mail, so a killed worker neither loses one nor sends it twice.
 */
@Injectable()
export class SignerMail {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly links: SignatureLinks,
    private readonly autoresponses: Autoresponses,
  ) {}

  @Handles(mailSigners)
  async write(_nothing: Nothing, { signal }: Run): Promise<void> {
    for (let written = AT_ONCE; written === AT_ONCE && !signal.aborted;) {
      written = await this.database.as(Scope.nothing, (tx) => this.writeSome(tx));
      if (written > 0) await this.post.wake();
    }
  }

  @Handles(remindSigners)
  async remind(): Promise<void> {
    await this.database.as(Scope.nothing, (tx) => affected(tx, makeRemindersDue));
  }

  private async writeSome(tx: EntityManager): Promise<number> {
    const due = await claimDueMails(tx, AT_ONCE);
    const hosts = new Map<string, Host>();
    const words = new Map<string, ActionWords<'petition'>>();
    for (const signature of due) {
      const { ownerId, petitionId: id } = signature;
      const host = hosts.get(ownerId) ?? (await this.chapters.host(tx, ownerId));
      hosts.set(ownerId, host);
      const own = words.get(id) ?? (await this.autoresponses.of(tx, { kind: 'petition', id }));
      words.set(id, own);
      await this.writeOne(tx, signature, host, own);
    }
    return due.length;
  }

  private async writeOne(
    tx: EntityManager,
    due: DueMail,
    host: Host,
    words: ActionWords<'petition'>,
  ): Promise<void> {
    const language = isLanguage(due.language) ? due.language : 'en';
    const withdrawalUrl = this.links.url('withdrawal', due, language);
    const isPending = due.state === 'pending';
    const own = words.to({ ...due, language }, isPending ? 'confirmation' : 'already-signed');
    const given = { language, host, petition: due, withdrawalUrl, own };
    await this.post.send(tx, {
      ownerId: due.ownerId,
      personId: due.personId,
      to: { name: `${due.givenName} ${due.familyName}`, address: due.email },
      kind: isPending ? 'petition-confirmation' : 'petition-already-signed',
      language,
      content: isPending
        ? confirmationMail({
            ...given,
            confirmationUrl: this.links.url('confirmation', due, language),
            agreed: due.consents.map(({ text }) => text),
          })
        : alreadySignedMail({ ...given, shareUrl: this.links.shareUrl(due.slug, due.shareCode) }),
      isPractice: due.isPractice,
    });
  }
}
