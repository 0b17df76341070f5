import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { api } from '../api/client';
import { PartnerStatements } from '../credit/partner-statements';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { type Partner } from '../partners/words';
import { Decisions } from './decisions';
import { Invitations } from './invitations';
import { OwnAsks } from './own-asks';
import { OwnLinks } from './own-links';
import { OwnNumbers } from './own-numbers';
import { OwnProfile } from './own-profile';
import { OwnRules } from './own-rules';
import { TABS, type HubTab } from './routes';
import { SharedPeople } from './shared-people';

const LABELS: Record<HubTab, string> = {
  links: 'Pass on',
  asks: 'Invitations and asks',
  people: 'People',
  numbers: 'Numbers',
  profile: 'About us',
};

/** A partner's own people at work: their links first, because that is what somebody with a phone in a hallway wants. */
export function HubScreen() {
  const { tab = 'links' } = useSearch({ from: '/hub' });
  const navigate = useNavigate({ from: '/hub' });
  const partners = api.useQuery('get', '/api/v1/partners', { params: { query: { limit: 20 } } });
  const forEach = (show: (partner: Partner) => ReactNode): ReactNode => {
    if (partners.isLoadingError)
      return <LoadFailure error={partners.error} onRetry={() => void partners.refetch()} what="Your hub" />;
    return partners.data ? partners.data.data.map(show) : <Skeleton h={160} />;
  };
  const panels: Record<HubTab, ReactNode> = {
    links: forEach((partner) => <OwnLinks key={partner.id} partner={partner} />),
    asks: (
      <>
        <Invitations />
        <Decisions />
        {forEach((partner) => (
          <OwnAsks key={partner.id} partner={partner} />
        ))}
      </>
    ),
    people: <SharedPeople />,
    numbers: (
      <>
        <OwnNumbers />
        {forEach((partner) => (
          <PartnerStatements key={partner.id} partnerId={partner.id} />
        ))}
      </>
    ),
    profile: forEach((partner) => (
      <Stack key={partner.id} gap="md">
        <OwnProfile partner={partner} />
        <OwnRules partner={partner} />
      </Stack>
    )),
  };
  return (
    <>
      <PageHeader
        title="Our hub"
        detail="What your organization passes on, stands beside and promised, and who agreed to hear from it"
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="md" aria-label="Parts of the hub">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Stack gap="md">{panels[each]}</Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
