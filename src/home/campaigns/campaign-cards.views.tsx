import { type ReactElement } from 'react';
import { type ListedCampaign } from '../../campaigns/campaigns.service.js';
import { localized } from '../../layout/i18n.js';
import { link, type Visit } from '../../layout/visit.js';
import { campaignMessages } from './campaigns.messages.js';

/** Live campaigns of a chapter's hub or the front page; nothing where there is none. */
export function CampaignCards(props: {
  visit: Visit;
  campaigns: readonly ListedCampaign[];
}): ReactElement | null {
  const { visit, campaigns } = props;
  const t = campaignMessages[visit.language];
  if (campaigns.length === 0) return null;
  return (
    <section aria-labelledby="campaigns">
      <h2 id="campaigns">{t.campaigns}</h2>
      <ul className="cards">
        {campaigns.map((campaign) => (
          <li key={campaign.id}>
            <p className="soft">{campaign.ownerName}</p>
            <h3>
              <a href={link(visit, `/campaigns/${campaign.slug}`)}>
                {localized(campaign.title, visit.language)}
              </a>
            </h3>
            <p>{localized(campaign.ask, visit.language)}</p>
            <p>
              <a href={link(visit, `/campaigns/${campaign.slug}`)}>{t.more}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
