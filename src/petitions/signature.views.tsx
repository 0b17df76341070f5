import { Fragment, type ReactElement, type ReactNode } from 'react';
import { localized } from '../layout/i18n.js';
import { page, type PageFrame } from '../layout/page.js';
import { Paragraphs } from '../layout/paragraphs.js';
import { link, type Visit } from '../layout/visit.js';
import { type HtmlAnswer } from '../platform/http/answers.js';
import { petitionMessages } from './petitions.messages.js';
import { type NextActionKind, type Petition } from './petition.entity.js';
import { type PublicPetition } from './public-petitions.service.js';
import { signatureMessages } from './signature.messages.js';
import { type Signature } from './signatures.sql.js';

interface SignerPage {
  shown: PublicPetition;
  visit: Visit;
}

/** The frame of every page that is one signer's own: never in a search engine, one narrow column. */
function own({ shown, visit }: SignerPage, title: string, children: ReactNode, status = 200): HtmlAnswer {
  const { host, languages, petition } = shown;
  const frame: PageFrame = {
    visit,
    title,
    host,
    languages,
    isPractice: petition.isPractice,
    isPrivate: true,
    children: <div className="narrow">{children}</div>,
  };
  return page(frame, status);
}

function BackLink({ shown, visit }: SignerPage): ReactElement {
  return (
    <p>
      <a href={link(visit, `/petitions/${shown.petition.slug}`)}>{petitionMessages[visit.language].back}</a>
    </p>
  );
}

/** After the form, the same for everybody: what there is to say goes to the address by mail. */
export function askedPage(given: SignerPage & { maskedEmail: string; isSentAgain: boolean }): HtmlAnswer {
  const t = petitionMessages[given.visit.language];
  return own(
    given,
    t.checkMail,
    <>
      <div className="ok">
        <h1>{t.checkMail}</h1>
        <p>{t.checkMailText(given.maskedEmail)}</p>
      </div>
      {given.isSentAgain && (
        <p className="note" role="status">
          {t.sentAgain}
        </p>
      )}
      <p>{t.checkMailLost}</p>
      <form method="post" action={link(given.visit, given.visit.path)} className="field">
        <button className="btn second">{t.sendAgain}</button>
      </form>
      <BackLink {...given} />
    </>,
  );
}

/** Shows exactly what a confirmation would record, and one button. Opening it does nothing (RFC 9110 9.2.1). */
export function confirmationPage(
  given: SignerPage & { signature: Signature; withdrawalPath: string },
): HtmlAnswer {
  const { visit, shown, signature } = given;
  const t = signatureMessages[visit.language];
  const facts: [string, string][] = [
    [t.addressedTo, localized(shown.petition.addressedTo, visit.language)],
    [t.name, `${signature.givenName} ${signature.familyName}`],
    [t.zip, signature.zip],
    ...(signature.comment ? [[t.comment, signature.comment] as [string, string]] : []),
    ...(signature.isPublic ? [[t.shown, t.shownYes] as [string, string]] : []),
    ...signature.consents.map(({ text }) => [t.consents, text] as [string, string]),
  ];
  return own(
    given,
    t.confirmTitle,
    <>
      <h1>{t.confirmTitle}</h1>
      <p className="lead">{t.confirmLead(localized(shown.petition.title, visit.language))}</p>
      <dl className="facts">
        {facts.map(([name, value], at) => (
          <Fragment key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <form method="post" action={link(visit, visit.path)}>
        <button className="btn wide">{t.confirmButton}</button>
      </form>
      <p>
        <a href={link(visit, given.withdrawalPath)}>{t.notYou}</a>
      </p>
    </>,
  );
}

/** For a link that is too old, or whose signature was removed, or whose petition has been handed over. */
export function deadLinkPage(
  given: SignerPage & { reason: 'expired' | 'withdrawn' | 'delivered' },
): HtmlAnswer {
  const { visit, shown, reason } = given;
  const t = signatureMessages[visit.language];
  const p = petitionMessages[visit.language];
  const [title, text] = {
    expired: [t.expired, t.expiredText],
    withdrawn: [t.removed, t.removedText],
    delivered: [p.delivered, p.closedText],
  }[reason] as [string, string];
  return own(
    given,
    title,
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      {reason !== 'delivered' && shown.petition.state === 'open' ? (
        <p>
          <a className="btn second" href={link(visit, `/petitions/${shown.petition.slug}`)}>
            {t.signAgain}
          </a>
        </p>
      ) : (
        <BackLink {...given} />
      )}
    </>,
    reason === 'withdrawn' ? 200 : 410,
  );
}

const NEXT_PATHS: Record<NextActionKind, string> = {
  letter: '/letters/',
  event: '/events/',
  petition: '/petitions/',
};

function NextAction({ petition, visit }: { petition: Petition; visit: Visit }): ReactElement | null {
  const t = petitionMessages[visit.language];
  const { nextActionKind, nextActionSlug } = petition;
  if (!nextActionKind || !nextActionSlug) return null;
  const label = { letter: t.nextLetter, event: t.nextEvent, petition: t.nextPetition }[nextActionKind];
  return (
    <section>
      <h2>{t.next}</h2>
      <p>
        <a className="btn" href={link(visit, `${NEXT_PATHS[nextActionKind]}${nextActionSlug}`)}>
          {label}
        </a>
      </p>
    </section>
  );
}

function Share({ shown, visit, url }: SignerPage & { url: string }): ReactElement {
  const t = petitionMessages[visit.language];
  const title = localized(shown.petition.title, visit.language);
  const query = new URLSearchParams({ subject: title, body: url }).toString().replaceAll('+', '%20');
  return (
    <section data-step={link(visit, `/actions/petition/${shown.petition.slug}/shared`)}>
      <h2>{t.share}</h2>
      <p>{t.shareText}</p>
      <p className="letter">{url}</p>
      <ul className="share">
        <li>
          <button type="button" className="btn second" hidden data-copy={url} data-done={t.copied}>
            {t.copy}
          </button>
        </li>
        <li>
          <button type="button" className="btn second" hidden data-share={url} data-title={title}>
            {t.shareButton}
          </button>
        </li>
        <li>
          <a href={`mailto:?${query}`}>{t.byMail}</a>
        </li>
        <li>
          <a href={`https://wa.me/?text=${encodeURIComponent(`${title} ${url}`)}`} rel="noreferrer">
            WhatsApp
          </a>
        </li>
      </ul>
    </section>
  );
}

/** After the confirmation: thanks, what to do next, and the signer's own link to pass on. */
export function thanksPage(given: SignerPage & { shareUrl: string; withdrawalPath: string }): HtmlAnswer {
  const { visit, shown } = given;
  const t = signatureMessages[visit.language];
  const ownWords = localized(shown.petition.thanks, visit.language);
  return own(
    given,
    t.thanksTitle,
    <>
      <div className="ok">
        <h1>{t.thanksTitle}</h1>
        <p>{t.thanksLead(localized(shown.petition.title, visit.language))}</p>
      </div>
      {ownWords && <Paragraphs text={ownWords} />}
      <NextAction petition={shown.petition} visit={visit} />
      <Share {...given} url={given.shareUrl} />
      <p className="soft">
        <a href={link(visit, given.withdrawalPath)}>{t.removeLink}</a>
      </p>
      <BackLink {...given} />
    </>,
  );
}

/** "I did not sign this": one button; opening the page does nothing. */
export function withdrawalPage(given: SignerPage): HtmlAnswer {
  const { visit, shown } = given;
  const t = signatureMessages[visit.language];
  return own(
    given,
    t.withdrawTitle,
    <>
      <h1>{t.withdrawTitle}</h1>
      <p className="lead">{t.withdrawLead(localized(shown.petition.title, visit.language))}</p>
      <p>{t.withdrawText}</p>
      <form method="post" action={link(visit, visit.path)} className="field">
        <button className="btn danger">{t.withdrawButton}</button>
      </form>
      <BackLink {...given} />
    </>,
  );
}
