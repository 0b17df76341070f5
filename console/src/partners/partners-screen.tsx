import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingCommunity, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { NewPartnerDrawer } from './new-partner-drawer';
import { PartnersBoard } from './partners-board';
import { PartnersTable } from './partners-table';
import { PartnersTabs } from './partners-tabs';
import { optionsOf, sectors, statuses } from './words';

// A board has no pages: it asks for as many as the API gives at once.
const BOARD_LIMIT = 200;
const TABLE_LIMIT = 50;

export function PartnersScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const search = useSearch({ from: '/partners' });
  const navigate = useNavigate({ from: '/partners' });
  const [isCreating, creating] = useDisclosure(false);
  const { view, status, sector, q } = search;
  const limit = view === 'board' ? BOARD_LIMIT : TABLE_LIMIT;
  const query = { status, sector, q, chapter_id: chapter?.id, limit };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/partners', { params: { query } }, keyset));
  const mayWrite = can(session, 'partners.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const isFiltered = Boolean(status ?? sector ?? q);
  return (
    <>
      <PageHeader
        title="Partners"
        create={mayWrite ? { label: 'Add a partner', onCreate: creating.open } : undefined}
        actions={
          <>
            <SegmentedControl
              aria-label="Show partners as"
              data={[
                { value: 'table', label: 'Table' },
                { value: 'board', label: 'Board' },
              ]}
              value={view ?? 'table'}
              onChange={(value) => change({ view: value === 'board' ? 'board' : undefined })}
            />
          </>
        }
      />
      <PartnersTabs />
      <FilterChips
        searchLabel="Search by name"
        filters={[
          { key: 'status', label: 'Status', options: optionsOf(statuses) },
          { key: 'sector', label: 'Sector', options: optionsOf(sectors) },
        ]}
        values={{ status, sector, q }}
        onChange={change}
      />
      {view === 'board' ? (
        <PartnersBoard list={list} mayMove={mayWrite} />
      ) : (
        <PartnersTable
          list={list}
          source={{ path: '/api/v1/partners', query }}
          empty={
            isFiltered ? (
              <EmptyState
                icon={IconSearchOff}
                title="No partner matches"
                action={
                  <Button
                    variant="default"
                    onClick={() => change({ status: undefined, sector: undefined, q: undefined })}
                  >
                    Clear filters
                  </Button>
                }
              />
            ) : (
              <EmptyState
                icon={IconBuildingCommunity}
                title="No partner yet"
                description="Organizations that work with a chapter: who they are, how far you are with each, and who speaks for them."
                action={mayWrite && <Button onClick={creating.open}>Add a partner</Button>}
              />
            )
          }
        />
      )}
      <NewPartnerDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}
