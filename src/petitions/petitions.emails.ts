import { type OwnWords } from '../email/compose/own-words.access.js';
import { type Language, localized } from '../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../layout/mail.js';
import { type Petition } from './petition.entity.js';
import { signatureMessages } from './signature.messages.js';

interface PetitionMail {
  language: Language;
  host: MailHost;
  petition: Pick<Petition, 'title' | 'ask' | 'thanks'>;
  withdrawalUrl: string;
  /** Where the organizer wrote some for this mail. */
  own: OwnWords | undefined;
}

/** To a pending signer: one button that makes the signature count, and one link for somebody who did not sign. */
export function confirmationMail(
  given: PetitionMail & {
    confirmationUrl: string;
    /** What else the click agrees to, word for word. */
    agreed: readonly string[];
  },
): MailContent {
  const { language, host, petition, own } = given;
  const t = signatureMessages[language];
  const title = localized(petition.title, language);
  return mail({
    language,
    host,
    subject: own?.subject ?? t.confirmSubject(title),
    blocks: [
      own?.opening ?? { text: t.confirmMail(title) },
      ...(given.agreed.length > 0 ? [{ text: t.agreedMail }, { list: given.agreed }] : []),
      { button: { label: t.confirmButton, url: given.confirmationUrl } },
      { small: t.linkDays },
      { text: t.signedText },
      { quote: localized(petition.ask, language) },
      { small: `${t.notMeMail}\n${given.withdrawalUrl}` },
    ],
  });
}

/** To somebody whose signature counts already, when the form is sent with their address once more. */
export function alreadySignedMail(given: PetitionMail & { shareUrl: string }): MailContent {
  const { language, host, petition, own } = given;
  const t = signatureMessages[language];
  const title = localized(petition.title, language);
  return mail({
    language,
    host,
    subject: own?.subject ?? t.alreadySubject(title),
    blocks: [
      ...(own ? [own.opening] : [{ text: t.alreadyMail(title) }, { text: t.shareMail }]),
      { button: { label: t.shareMailButton, url: given.shareUrl } },
      { small: `${t.removeMail}\n${given.withdrawalUrl}` },
    ],
  });
}

/** The receipt: what was signed, the link to pass on, and the way back. */
export function thanksMail(given: PetitionMail & { shareUrl: string }): MailContent {
  const { language, host, petition, own } = given;
  const t = signatureMessages[language];
  const title = localized(petition.title, language);
  const thanks = localized(petition.thanks, language);
  return mail({
    language,
    host,
    subject: own?.subject ?? t.thanksSubject(title),
    blocks: [
      ...(own
        ? [own.opening]
        : [{ text: t.thanksMail(title) }, ...(thanks ? [{ text: thanks }] : []), { text: t.shareMail }]),
      { button: { label: t.shareMailButton, url: given.shareUrl } },
      { text: t.signedText },
      { quote: localized(petition.ask, language) },
      { small: `${t.removeMail}\n${given.withdrawalUrl}` },
    ],
  });
}
