import { Badge, Group, Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PartnerAgreements } from '../agreements/partner-agreements';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { PartnerAsks } from '../commitments/partner-asks';
import { PartnerLinks } from '../credit/partner-links';
import { PartnerStatements } from '../credit/partner-statements';
import { PartnerHealth } from '../meetings/partner-health';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { RecordLayout } from '../parts/record-layout';
import { StatusBadge } from '../parts/status-badge';
import { RecordTasks } from '../tasks/record-tasks';
import { AboutPartner } from './about-partner';
import { ListingConsent } from './listing-consent';
import { PartnerActivity } from './partner-activity';
import { PartnerPeople } from './partner-people';
import { ParticipationRules } from './participation-rules';
import { StatusChange } from './status-change';
import { sectors, statuses, type PartnerRecord } from './words';

/** One partner in one chapter: who they are, what happened, who speaks for them. */
export function PartnerScreen() {
  const { id } = useParams({ from: '/partners/$id' });
  const session = useSession();
  const partner = api.useQuery('get', '/api/v1/partners/{id}', { params: { path: { id } } });
  const keep = useKeepPartner(id);
  if (partner.isLoadingError)
    return (
      <LoadFailure
        error={partner.error}
        onRetry={() => void partner.refetch()}
        what="The partner"
        headingOrder={1}
      />
    );
  if (!partner.data) return <Skeleton h={400} />;
  const { data } = partner;
  const mayWrite = can(session, 'partners.write');
  const props = { partner: data, mayWrite, onChanged: keep };
  return (
    <>
      <PageHeader
        title={data.name}
        back={{ label: 'Partners', to: '/partners' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={statuses[data.status].tone}>{statuses[data.status].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={`${sectors[data.sector]} · ${data.chapter_name}`}
        actions={mayWrite && <StatusChange partner={data} onChanged={keep} />}
      />
      <RecordLayout
        labels={{ about: 'About', activity: 'Timeline', links: 'People' }}
        about={
          <>
            <AboutPartner {...props} />
            <PartnerHealth partnerId={data.id} />
            <ListingConsent {...props} />
          </>
        }
        activity={<PartnerActivity {...props} />}
        links={
          <>
            <PartnerPeople {...props} />
            <RecordTasks
              subject={{ kind: 'partner', id: data.id, title: data.name }}
              ownerId={data.chapter_id}
            />
            <PartnerAsks partner={data} mayWrite={mayWrite} />
            <PartnerLinks partner={data} mayWrite={mayWrite} />
            <PartnerStatements partnerId={data.id} />
            <PartnerAgreements partner={data} />
            <ParticipationRules partnerId={data.id} />
          </>
        }
      />
    </>
  );
}

export interface PartnerPartProps {
  partner: PartnerRecord;
  mayWrite: boolean;
  /** Takes the record that every change answers with. */
  onChanged: (record: PartnerRecord) => void;
}

/** Every change answers with the whole record: it replaces what is shown, and the list asks anew. */
function useKeepPartner(id: string) {
  const queries = useQueryClient();
  return (record: PartnerRecord) => {
    queries.setQueryData(['get', '/api/v1/partners/{id}', { params: { path: { id } } }], record);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners'] });
  };
}
