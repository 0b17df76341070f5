import { Anchor, Group, Switch } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { DateTime, Missing } from '../parts/values';
import { PartnersTabs } from '../partners/partners-tabs';
import { RiskBadges } from './risk-badges';
import { type Health, type HealthField } from './words';

const columns: Column<Health, HealthField>[] = [
  {
    key: 'name',
    title: 'Name',
    sort: 'name',
    render: ({ id, name }) => (
      <Anchor component={Link} to={`/partners/${id}`} fw={600} size="sm">
        {name}
      </Anchor>
    ),
  },
  {
    key: 'risk',
    title: 'Reasons',
    sort: 'risk',
    render: (health) => <RiskBadges health={health} />,
  },
  {
    key: 'contact',
    title: 'Last contact',
    sort: 'contact',
    render: ({ last_contact_at }) =>
      last_contact_at ? <DateTime value={last_contact_at} dateOnly /> : <Missing what="No contact noted" />,
  },
  {
    key: 'attendance',
    title: 'Meetings',
    sort: 'attendance',
    render: ({ meetings_held: held, meetings_attended: attended }) =>
      held > 0 ? <OutOf part={attended} whole={held} /> : <Missing what="No meeting yet" />,
  },
  {
    key: 'commitments',
    title: 'Kept',
    sort: 'commitments',
    render: ({ commitments_due: due, commitments_kept: kept }) =>
      due > 0 ? <OutOf part={kept} whole={due} /> : <Missing what="None due yet" />,
  },
];

const chapterColumn: Column<Health, HealthField> = {
  key: 'chapter',
  title: 'Chapter',
  render: ({ chapter_name }) => chapter_name,
};

function OutOf({ part, whole }: { part: number; whole: number }) {
  return (
    <span className="figures">
      {part} of {whole}
    </span>
  );
}

/** Who may be drifting away, and by what we know it: sorted by the number of reasons unless told otherwise. */
export function HealthScreen() {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const { risk, sort = '-risk' } = useSearch({ from: '/partners/health' });
  const navigate = useNavigate({ from: '/partners/health' });
  const query = {
    chapter_id: chapter?.id,
    is_at_risk: risk ? ('true' as const) : undefined,
    sort,
    limit: 50,
  };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/partner-health', { params: { query } }, keyset),
  );
  return (
    <>
      <PageHeader
        title="Partner health"
        detail="Last contact, the last five coalition meetings, and commitments kept of those that were due."
      />
      <PartnersTabs />
      <Group mb="md">
        <Switch
          label="Only partners at risk"
          checked={risk === true}
          onChange={(event) => {
            const isOnly = event.currentTarget.checked;
            void navigate({ search: (now) => ({ ...now, risk: isOnly ? true : undefined }), replace: true });
          }}
        />
      </Group>
      <DataTable
        noun="partners by health"
        source={{ path: '/api/v1/partner-health', query }}
        list={list}
        columns={chapters.length > 1 ? [...columns, chapterColumn] : columns}
        sort={sort}
        onSort={(next) => void navigate({ search: (now) => ({ ...now, sort: next }), replace: true })}
        rowName={({ name }) => name}
        empty={
          <EmptyState
            icon={IconHeartHandshake}
            title={risk ? 'No partner is at risk' : 'No active partner yet'}
            description="Partners that are active or paused stand here with what is known of how close they are."
          />
        }
      />
    </>
  );
}
