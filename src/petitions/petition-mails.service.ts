import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ActionMails, type MessageStep } from '../campaigns/messages/action-mails.access.js';
import { documentOf, type Named, type OwnWords, type Words } from '../email/compose/own-words.access.js';
import { type Language, localized } from '../layout/i18n.js';
import { type MailContent } from '../layout/mail.js';
import { Chapters } from '../network/chapters.service.js';
import { Config } from '../platform/config/config.js';
import { Petition } from './petition.entity.js';
import { alreadySignedMail, confirmationMail, thanksMail } from './petitions.emails.js';
import { signatureMessages } from './signature.messages.js';

/** The mails of a petition as those see them who write their words. */
@Injectable()
export class PetitionMails implements ActionMails<'petition'> {
  constructor(
    private readonly chapters: Chapters,
    private readonly config: Config,
  ) {}

  async builtIn(
    tx: EntityManager,
    id: string,
    step: MessageStep<'petition'>,
    language: Language,
  ): Promise<Words> {
    return builtInWords(step, language, await this.petition(tx, id));
  }

  async sample(
    tx: EntityManager,
    id: string,
    step: MessageStep<'petition'>,
    language: Language,
    _reader: Named,
    own: OwnWords,
  ): Promise<MailContent> {
    const petition = await this.petition(tx, id);
    const host = await this.chapters.host(tx, petition.ownerId);
    const url = `${this.config.origin}/petitions/${petition.slug}?lang=${language}`;
    const given = { language, host, petition, own, withdrawalUrl: url, shareUrl: url };
    if (step === 'thanks') return thanksMail(given);
    if (step === 'already-signed') return alreadySignedMail(given);
    return confirmationMail({ ...given, confirmationUrl: url, agreed: [] });
  }

  /** Whoever asks has found the petition already. */
  private petition(tx: EntityManager, id: string): Promise<Petition> {
    return tx.findOneByOrFail(Petition, { id });
  }
}

/** What these mails open with where nobody wrote other words. */
function builtInWords(
  step: MessageStep<'petition'>,
  language: Language,
  petition: Pick<Petition, 'title' | 'thanks'>,
): Words {
  const t = signatureMessages[language];
  const title = localized(petition.title, language);
  const thanks = localized(petition.thanks, language);
  switch (step) {
    case 'confirmation':
      return { subject: t.confirmSubject(title), body: documentOf(t.confirmMail(title)) };
    case 'already-signed':
      return { subject: t.alreadySubject(title), body: documentOf(t.alreadyMail(title), t.shareMail) };
    case 'thanks':
      return {
        subject: t.thanksSubject(title),
        body: documentOf(t.thanksMail(title), ...(thanks ? [thanks] : []), t.shareMail),
      };
  }
}
