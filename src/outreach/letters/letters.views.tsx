import { type ReactElement, type ReactNode } from 'react';
import { formatDate, type Language, localized } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { link, type Visit } from '../../layout/visit.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { addresseeOf, addressOf, type Letter, nameOf, type Outreach } from './letter.js';
import { Versions } from './versions.views.js';
import { letterFor } from './letter-text.js';
import { letterMessages } from './letters.messages.js';
import { type PublicCampaign } from './public-campaigns.service.js';
import { type Verified } from './verifying.service.js';
import { writingMessages } from './writing.messages.js';

/** Pages that come after writing. All of them are for one person, by a signed link. */
export interface After {
  visit: Visit;
  given: PublicCampaign;
  letter: Letter;
  outreaches: readonly Outreach[];
  /** The signed id of this page's own form. */
  token: string;
}

function frame(
  { visit, given }: Pick<After, 'visit' | 'given'>,
  title: string,
  children: ReactNode,
  status = 200,
): HtmlAnswer {
  const { host, campaign } = given;
  const body = <div className="narrow">{children}</div>;
  return page(
    { visit, title, host, isPractice: campaign.is_practice, isPrivate: true, children: body },
    status,
  );
}

export function sentPage(visit: Visit, given: PublicCampaign): HtmlAnswer {
  const t = writingMessages[visit.language];
  const children = (
    <>
      <h1>{t.sentTitle}</h1>
      <p className="lead">{t.sent}</p>
      <p>{t.sentLater}</p>
    </>
  );
  return frame({ visit, given }, t.sentTitle, children);
}

/** Shows one button: whoever opens the link without pressing it, a mail scanner say, confirms nothing. */
export function confirmPage(after: After): HtmlAnswer {
  const { visit, given, letter, outreaches, token } = after;
  const t = letterMessages[visit.language];
  const agreed = letter.consents.filter(({ isGiven }) => isGiven);
  const children = (
    <>
      <h1>{t.confirmTitle}</h1>
      <p>{t.confirmText(outreaches.length)}</p>
      <ul>
        {outreaches.map((each) => (
          <li key={each.id}>
            {each.official_name}, {each.title}, {each.seat}
          </li>
        ))}
      </ul>
      <Versions
        officials={outreaches.map(addresseeOf)}
        letter={letter}
        constituent={{ name: nameOf(letter), address: addressOf(letter) }}
        language={letter.language}
      />
      {agreed.length > 0 && (
        <>
          <p>{t.alsoAgreed}</p>
          <ul>
            {agreed.map(({ organizationId, text }) => (
              <li key={organizationId}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <form method="post" action={link(visit, `/letters/${given.campaign.slug}/confirmation/${token}`)}>
        <button className="btn wide">{t.confirmButton}</button>
      </form>
    </>
  );
  return frame(after, t.confirmTitle, children);
}

function stateText(language: Language, { state }: Outreach): string {
  const t = letterMessages[language];
  return {
    proposed: t.stateProposed,
    queued: t.stateQueued,
    sent: t.stateSent,
    failed: t.stateFailed,
    unknown: t.stateUnknown,
    'handed-off': t.stateHandedOff,
    cancelled: t.stateCancelled,
  }[state];
}

function OwnHands({ after, outreach }: { after: After; outreach: Outreach }): ReactElement | null {
  const { visit, given, letter, token } = after;
  const t = letterMessages[visit.language];
  if (outreach.state !== 'proposed' || outreach.channel === 'email') return null;
  const official = addresseeOf(outreach);
  const { paragraphs, signature } = letterFor(
    official,
    letter,
    { name: nameOf(letter), address: addressOf(letter) },
    letter.language,
  );
  const text = [...paragraphs, signature].join('\n\n');
  return (
    <>
      {outreach.channel === 'web-form' ? (
        <>
          <p>{t.formSteps}</p>
          <details>
            <summary>{letter.subject}</summary>
            <div className="letter">{text}</div>
          </details>
          <div className="actions">
            <button className="btn second" type="button" hidden data-copy={text} data-done={t.copied}>
              {t.copy}
            </button>
            <a className="btn second" href={outreach.channel_value} rel="noreferrer nofollow" target="_blank">
              {t.openForm}
            </a>
          </div>
        </>
      ) : (
        <p>
          <a href={`tel:${outreach.channel_value.replace(/[^\d+]/g, '')}`}>
            {t.call(outreach.channel_value)}
          </a>
        </p>
      )}
      <form method="post" action={link(visit, `/letters/${given.campaign.slug}/hand-off/${token}`)}>
        <input type="hidden" name="outreach" value={outreach.id} />
        <button className="btn">{t.done}</button>
      </form>
    </>
  );
}

/** Who got what, what is left to do by hand, the code, and a link to pass on. */
export function thanksPage(after: After, origin: string): HtmlAnswer {
  const { visit, given, letter, outreaches } = after;
  const t = letterMessages[visit.language];
  if (letter.state === 'withdrawn') return withdrawnPage(visit, given);
  const share = `${origin}/letters/${given.campaign.slug}${visit.source ? `?s=${visit.source}` : ''}`;
  const children = (
    <>
      <div className="ok" role="status">
        <h1>{t.thanksTitle}</h1>
      </div>
      <h2>{t.toTitle}</h2>
      <ul className="plain">
        {outreaches.map((each) => (
          <li key={each.id} className="field">
            <strong>{each.official_name}</strong>, {each.title}, {each.seat}{' '}
            <span className="tag">{stateText(visit.language, each)}</span>
            <OwnHands after={after} outreach={each} />
          </li>
        ))}
      </ul>
      <h2>{t.code}</h2>
      <p>
        <a href={link(visit, `/verify/${letter.verification_code}`)}>{letter.verification_code}</a>
      </p>
      <p className="soft">{t.codeHint}</p>
      <p>{t.share}</p>
      <p data-step={link(visit, `/actions/letter/${given.campaign.slug}/shared`)}>
        <a href={share}>{share}</a>
      </p>
    </>
  );
  return frame(after, t.thanksTitle, children);
}

export function withdrawPage(after: After): HtmlAnswer {
  const { visit, given, token } = after;
  const t = letterMessages[visit.language];
  const children = (
    <>
      <h1>{t.withdrawTitle}</h1>
      <p>{t.withdrawText}</p>
      <form method="post" action={link(visit, `/letters/${given.campaign.slug}/withdrawal/${token}`)}>
        <button className="btn danger">{t.withdrawButton}</button>
      </form>
    </>
  );
  return frame(after, t.withdrawTitle, children);
}

export function withdrawnPage(visit: Visit, given: PublicCampaign): HtmlAnswer {
  const t = letterMessages[visit.language];
  const children = (
    <>
      <h1>{t.withdrawnTitle}</h1>
      <p>{t.withdrawnText}</p>
    </>
  );
  return frame({ visit, given }, t.withdrawnTitle, children);
}

/** What an office sees that checks a code. */
export function verifyPage(visit: Visit, verified: Verified | null): HtmlAnswer {
  const t = letterMessages[visit.language];
  const says = verified
    ? { confirmed: t.verifyYes, withdrawn: t.verifyWithdrawn, altered: t.verifyAltered }[verified.state]
    : t.verifyNone;
  const children = (
    <div className="narrow">
      <h1>{t.verifyTitle}</h1>
      <p className={verified?.state === 'confirmed' ? 'ok' : 'note'}>{says}</p>
      {verified && (
        <>
          <dl className="facts">
            <dt>{t.verifyCampaign}</dt>
            <dd>
              {localized(verified.campaign, visit.language)} – {verified.host.name}
            </dd>
            <dt>{t.verifyDistrict}</dt>
            <dd>{verified.districts.join(' · ')}</dd>
            <dt>{t.verifyDate}</dt>
            <dd>
              {verified.confirmedAt &&
                formatDate(verified.confirmedAt, visit.language, verified.host.timeZone)}
            </dd>
          </dl>
          <p className="soft">{t.verifyPrivacy}</p>
        </>
      )}
    </div>
  );
  const frame = {
    visit,
    title: t.verifyTitle,
    isPrivate: true,
    children,
    ...(verified && { host: verified.host }),
  };
  return page(frame, verified ? 200 : 404);
}
