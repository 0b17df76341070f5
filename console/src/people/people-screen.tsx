import { Button, Tabs, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { EmptyState } from '../parts/empty-state';
import { ExportButton } from '../parts/export-button';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { NewPersonDrawer } from './new-person-drawer';
import { PeopleTable } from './people-table';
import { type PeopleSearch } from './routes';
import { actions, languages } from './words';

/** Views are filters with a name: a view is shown as chosen while its filters are exactly what is set. */
const VIEWS: { key: string; label: string; filters: PeopleSearch }[] = [
  { key: 'all', label: 'All', filters: {} },
  { key: 'new', label: 'New this week', filters: { met_within_days: '7', sort: '-created_at' } },
  { key: 'active', label: 'Active lately', filters: { sort: '-last_action_at' } },
  { key: 'unsubscribed', label: 'Not subscribed', filters: { subscribed: 'no' } },
];

const NO_FILTERS: PeopleSearch = {
  q: undefined,
  segment_id: undefined,
  tag_id: undefined,
  did: undefined,
  what_id: undefined,
  subscribed: undefined,
  language: undefined,
  met_within_days: undefined,
  sort: undefined,
};

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export function PeopleScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const search = useSearch({ from: '/people' });
  const navigate = useNavigate({ from: '/people' });
  const [isCreating, creating] = useDisclosure(false);
  const {
    q,
    segment_id,
    tag_id,
    did,
    what_id,
    subscribed,
    language,
    met_within_days,
    sort = 'name',
  } = search;
  const filters = {
    q: q && q.length > 1 ? q : undefined,
    segment_id,
    tag_id,
    did,
    what_id,
    subscribed,
    language,
    met_within_days,
  };
  const query = { ...filters, sort, owner_id: chapter?.id, limit: 50 };
  const found = api.useInfiniteQuery('get', '/api/v1/people', { params: { query } }, keyset);
  const list = keysetList(found);
  const tags = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: chapter?.id } } });
  const segments = api.useQuery('get', '/api/v1/segments', {
    params: { query: { owner_id: chapter?.id, limit: 200 } },
  });
  const mayWrite = can(session, 'people.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <>
      <PageHeader
        title="People"
        create={mayWrite ? { label: 'Add somebody', onCreate: creating.open } : undefined}
        actions={
          <>
            {mayWrite && (
              <Button variant="default" component={Link} to="/people/stories">
                Stories
              </Button>
            )}
            <Button variant="default" component={Link} to="/people/map">
              Places
            </Button>
            <ExportButton path="/api/v1/people.csv" query={{ ...filters, owner_id: chapter?.id }} />
          </>
        }
      />
      <Tabs
        value={viewOf(search)}
        mb="md"
        onChange={(key) => change({ ...NO_FILTERS, ...VIEWS.find((view) => view.key === key)?.filters })}
      >
        <Tabs.List aria-label="Views of people">
          {VIEWS.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <FilterChips
        searchLabel="Name, email, phone or organization"
        filters={[
          {
            key: 'tag_id',
            label: 'Tag',
            options: (tags.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'segment_id',
            label: 'Segment',
            options: (segments.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          { key: 'did', label: 'Took action', options: optionsOf(actions) },
          {
            key: 'subscribed',
            label: 'Emails',
            options: optionsOf({ yes: 'Subscribed', no: 'Not subscribed' }),
          },
          { key: 'language', label: 'Language', options: optionsOf(languages) },
        ]}
        values={{ q, segment_id, tag_id, did, subscribed, language }}
        onChange={change}
      />
      {found.data?.pages[0]?.is_partial && (
        <Text size="sm" c="dimmed" role="status" mb="xs">
          So many match “{q}” that not all of them are listed. Type more, or add a filter.
        </Text>
      )}
      <PeopleTable
        list={list}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        mayTag={mayWrite}
        empty={
          isFiltered ? (
            <EmptyState
              icon={IconSearchOff}
              title="No one matches"
              action={
                <Button variant="default" onClick={() => change(NO_FILTERS as FilterValues)}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconUsers}
              title="Nobody here yet"
              description="Everybody who signs, signs up or writes stands here, with what they did and what they agreed to."
              action={mayWrite && <Button onClick={creating.open}>Add somebody</Button>}
            />
          )
        }
      />
      <NewPersonDrawer isOpen={isCreating} onClose={creating.close} />
    </>
  );
}

function viewOf(search: PeopleSearch): string | null {
  const set = (filters: PeopleSearch) =>
    JSON.stringify(
      Object.entries(filters)
        .filter(([key, value]) => value !== undefined && key in NO_FILTERS)
        .sort(),
    );
  return VIEWS.find(({ filters }) => set(filters) === set(search))?.key ?? null;
}
