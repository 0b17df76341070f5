import { type ReactElement } from 'react';
import { link, type Visit } from '../../layout/visit.js';
import { type ListedPartner, type Sector } from '../../partners/directory.service.js';
import { sectorNames } from '../home.messages.js';
import { directoryMessages } from './directory.messages.js';

export interface DirectoryFace {
  visit: Visit;
  partners: readonly ListedPartner[];
  /** Of the page after this one. */
  next: string | null;
  chapters: readonly { slug: string; name: string }[];
  chapter: { slug: string; name: string } | null;
  sector: Sector | null;
  sectors: readonly Sector[];
}

/** Partners by city and sector. Every sector is offered, whether or not somebody of it is listed. */
export function DirectoryPage(face: DirectoryFace): ReactElement {
  const { visit, partners, next, chapter, sector } = face;
  const t = directoryMessages[visit.language];
  const chosen = [chapter?.name, sector && sectorNames[visit.language][sector]].filter(Boolean).join(', ');
  const filter = { ...(chapter && { city: chapter.slug }), ...(sector && { sector }) };
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead narrow">{t.lead}</p>
      <Filter {...face} />
      {chosen && (
        <p className="soft">
          {t.shown(chosen)}. <a href={link(visit, '/partners')}>{t.all}</a>
        </p>
      )}
      {partners.length === 0 && <p className="note">{t.none}</p>}
      <ul className="cards" hidden={partners.length === 0}>
        {partners.map((partner) => (
          <PartnerCard key={partner.id} visit={visit} partner={partner} />
        ))}
      </ul>
      {next && (
        <p>
          <a className="btn second" href={link(visit, '/partners', { ...filter, after: next })}>
            {t.more}
          </a>
        </p>
      )}
    </>
  );
}

function Filter({ visit, chapters, chapter, sector, sectors }: DirectoryFace): ReactElement {
  const t = directoryMessages[visit.language];
  const names = sectorNames[visit.language];
  return (
    <form method="get" action="/partners" className="filter">
      <input type="hidden" name="lang" value={visit.language} />
      {visit.source && <input type="hidden" name="s" value={visit.source} />}
      <div className="field">
        <label htmlFor="city">{t.city}</label>
        <select id="city" name="city" defaultValue={chapter?.slug ?? ''}>
          <option value="">{t.everyCity}</option>
          {chapters.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="sector">{t.sector}</label>
        <select id="sector" name="sector" defaultValue={sector ?? ''}>
          <option value="">{t.everySector}</option>
          {sectors.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </div>
      <button className="btn second" type="submit">
        {t.show}
      </button>
    </form>
  );
}

function PartnerCard({ visit, partner }: { visit: Visit; partner: ListedPartner }): ReactElement {
  const t = directoryMessages[visit.language];
  const { name, slug, sector, website, description, serviceArea, logoFileId, chapters } = partner;
  return (
    <li>
      {logoFileId && (
        <p>
          <img
            src={`/partners/${slug}/logo.png?v=${logoFileId}`}
            alt={t.logoOf(name)}
            height={64}
            loading="lazy"
            className="partner-logo"
          />
        </p>
      )}
      <p>
        <span className="tag">{sectorNames[visit.language][sector]}</span>
      </p>
      <h2>{name}</h2>
      <p className="soft">{serviceArea || chapters.map((each) => each.name).join(' · ')}</p>
      {description && <p>{description}</p>}
      {website && (
        <p>
          <a href={website} rel="noreferrer" aria-label={t.websiteOf(name)}>
            {t.website}
          </a>
        </p>
      )}
    </li>
  );
}
