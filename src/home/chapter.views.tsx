import { type ReactElement } from 'react';
import { type ListedCampaign } from '../campaigns/campaigns.service.js';
import { type MediaMention } from '../campaigns/media-mentions.service.js';
import { localized } from '../layout/i18n.js';
import { Paragraphs } from '../layout/paragraphs.js';
import { type Visit } from '../layout/visit.js';
import { type StoryQuote } from '../people/stories.service.js';
import { type Chapter, type TeamMember } from '../network/chapters.service.js';
import { CampaignCards } from './campaigns/campaign-cards.views.js';
import { InTheNews } from './campaigns/in-the-news.views.js';
import { homeMessages, sectorNames } from './home.messages.js';
import { Actions, Events, Help } from './home.views.js';
import { Quotes } from './stories/stories.views.js';
import { type NextEvent, type OpenAction } from './public.sql.js';

export interface ChapterFace {
  visit: Visit;
  chapter: Chapter;
  team: readonly TeamMember[];
  partners: readonly { name: string; sector: keyof (typeof sectorNames)['en']; website: string }[];
  actions: readonly OpenAction[];
  events: readonly NextEvent[];
  campaigns: readonly ListedCampaign[];
  mentions: readonly MediaMention[];
  quotes: readonly StoryQuote[];
}

export function ChapterPage(props: ChapterFace): ReactElement {
  const { visit, chapter, team, partners, mentions } = props;
  const t = homeMessages[visit.language];
  const sectors = [...new Set(partners.map(({ sector }) => sector))];
  return (
    <>
      <h1>{chapter.name}</h1>
      <p className="lead narrow">{localized(chapter.mission, visit.language)}</p>
      <Help visit={visit} />
      <Actions visit={visit} actions={props.actions} />
      <Events visit={visit} events={props.events} />
      <CampaignCards visit={visit} campaigns={props.campaigns} />
      {localized(chapter.approach, visit.language) && (
        <section className="narrow" aria-labelledby="approach">
          <h2 id="approach">{t.approach}</h2>
          <Paragraphs text={localized(chapter.approach, visit.language)} />
        </section>
      )}
      {team.length > 0 && (
        <section aria-labelledby="team">
          <h2 id="team">{t.team}</h2>
          <ul>
            {team.map((member) => (
              <li key={member.id}>
                <strong>{member.name}</strong>, {member.title}
              </li>
            ))}
          </ul>
        </section>
      )}
      {partners.length > 0 && (
        <section aria-labelledby="partners">
          <h2 id="partners">{t.partners}</h2>
          <div className="cards">
            {sectors.map((sector) => (
              <div key={sector}>
                <h3>{sectorNames[visit.language][sector]}</h3>
                <ul>
                  {partners
                    .filter((partner) => partner.sector === sector)
                    .map(({ name, website }) => (
                      <li key={name}>{website ? <a href={website}>{name}</a> : name}</li>
                    ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      )}
      <Quotes visit={visit} quotes={props.quotes} />
      <InTheNews visit={visit} mentions={mentions} />
    </>
  );
}
