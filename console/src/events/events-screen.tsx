import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarEvent, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { EmptyState } from '../parts/empty-state';
import { FilterChips } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { EventsTable } from './events-table';
import { NewEventDrawer } from './new-event-drawer';
import { optionsOf, whens, type When } from './words';

const emptyTitles: Record<When, string> = {
  upcoming: 'No event is coming up',
  past: 'No event has been held yet',
  drafts: 'No drafts',
  cancelled: 'No event was cancelled',
};

export function EventsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { when = 'upcoming', q } = useSearch({ from: '/events' });
  const navigate = useNavigate({ from: '/events' });
  const [isCreating, creating] = useDisclosure(false);
  const query = { when, q, chapter_id: chapter?.id };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/events', { params: { query } }, keyset));
  const mayCreate = ownersWith(session, 'events.write').length > 0;
  const change = (changed: { when?: When; q?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Events"
        create={mayCreate ? { label: 'New event', onCreate: creating.open } : undefined}
      />
      <SegmentedControl
        aria-label="Which events"
        mb="sm"
        data={optionsOf(whens)}
        value={when}
        onChange={(value) => change({ when: value === 'upcoming' ? undefined : value })}
      />
      <FilterChips searchLabel="Search by title or venue" filters={[]} values={{ q }} onChange={change} />
      <EventsTable
        list={list}
        source={{ path: '/api/v1/events', query }}
        empty={
          q ? (
            <EmptyState
              icon={IconSearchOff}
              title="No event matches"
              action={
                <Button variant="default" onClick={() => change({ q: undefined })}>
                  Clear the search
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconCalendarEvent}
              title={emptyTitles[when]}
              description="Rallies, trainings and meetings: people sign up for a shift on the public page, get reminders, and are checked in at the door."
              action={mayCreate && <Button onClick={creating.open}>New event</Button>}
            />
          )
        }
      />
      {isCreating && <NewEventDrawer onClose={creating.close} />}
    </>
  );
}
