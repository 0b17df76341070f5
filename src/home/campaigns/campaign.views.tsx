import { type ReactElement } from 'react';
import { type ListedCampaign } from '../../campaigns/campaigns.service.js';
import { type MediaMention } from '../../campaigns/media-mentions.service.js';
import { localized } from '../../layout/i18n.js';
import { Paragraphs } from '../../layout/paragraphs.js';
import { PartnerNames } from '../../layout/partner-boxes.views.js';
import { link, type Visit } from '../../layout/visit.js';
import { type Host } from '../../network/chapters.service.js';
import { Actions, Events } from '../home.views.js';
import { type NextEvent, type OpenAction } from '../public.sql.js';
import { CampaignCards } from './campaign-cards.views.js';
import { campaignMessages } from './campaigns.messages.js';
import { InTheNews } from './in-the-news.views.js';

export interface CampaignFace {
  visit: Visit;
  campaign: ListedCampaign;
  host: Host;
  /** Open petitions and letters of the campaign, and its events to come. */
  actions: readonly OpenAction[];
  events: readonly NextEvent[];
  mentions: readonly MediaMention[];
  /** Who stands beside one of its actions. */
  partners: readonly { organizationId: string; name: string; website: string }[];
  /** Once it has ended: what the same organization does now, and its live campaigns. */
  next: { actions: readonly OpenAction[]; campaigns: readonly ListedCampaign[] };
}

/** A campaign: what it wants, what everybody can do for it, and, once it has ended, what came of it and what is next. */
export function CampaignPage(props: CampaignFace): ReactElement {
  const { visit, campaign, host } = props;
  const t = campaignMessages[visit.language];
  const text = (name: 'ask' | 'goal' | 'background') => localized(campaign[name], visit.language);
  const hasEnded = campaign.state === 'ended';
  return (
    <>
      <p>
        <span className="tag">{t.campaign}</span> <a href={link(visit, host.href)}>{host.name}</a>
      </p>
      <h1>{localized(campaign.title, visit.language)}</h1>
      {hasEnded && <Ended {...props} />}
      <p className="lead narrow">{text('ask')}</p>
      {text('goal') && (
        <p className="narrow">
          <strong>{t.goal}</strong> {text('goal')}
        </p>
      )}
      {!hasEnded && <Actions visit={visit} actions={props.actions} />}
      {!hasEnded && <Events visit={visit} events={props.events} />}
      {text('background') && (
        <section className="narrow" aria-labelledby="why">
          <h2 id="why">{t.why}</h2>
          <Paragraphs text={text('background')} />
        </section>
      )}
      <PartnerNames partners={props.partners} language={visit.language} />
      <InTheNews visit={visit} mentions={props.mentions} />
      <p>
        <a href={link(visit, host.href)}>{t.chapterPage(host.name)}</a>
      </p>
    </>
  );
}

/** What came of it, and where a visitor who came for it can go on: first what is still open of the campaign itself. */
function Ended({ visit, campaign, actions, events, next }: CampaignFace): ReactElement {
  const t = campaignMessages[visit.language];
  const outcome = localized(campaign.outcome, visit.language);
  const open = actions.length > 0 ? actions : next.actions;
  return (
    <>
      <div className="note narrow">
        <p>
          <strong>{t.ended}</strong>
        </p>
      </div>
      {outcome && (
        <section className="narrow" aria-labelledby="outcome">
          <h2 id="outcome">{t.outcome}</h2>
          <Paragraphs text={outcome} />
        </section>
      )}
      <Actions visit={visit} actions={open} title={actions.length > 0 ? t.stillOpen : t.next} />
      {events.length > 0 && <Events visit={visit} events={events} />}
      <CampaignCards visit={visit} campaigns={next.campaigns} />
    </>
  );
}
