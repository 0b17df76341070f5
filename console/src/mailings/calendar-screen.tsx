import './calendar.css';
import { Alert, Anchor, Button, Card, Group, SegmentedControl, Select, Skeleton, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schema } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { addDays, calendarDays, isoDay, mondayOf } from './calendar-days';

type Calendar = Schema<'MailCalendarResource'>;
type Entry = Schema<'MailCalendarEntry'>;

const seen: Record<Calendar['view'], string> = {
  own: 'You see mailings of the organizations you work for. Your network does not show others’.',
  times: 'Of other organizations in the network you see when they mail, and nothing else.',
  overlaps:
    'Of other organizations in the network you see when they mail, and about how many of your subscribers are theirs as well. It is counted once a week; fewer than five are not told.',
};

/** Who in the network mails when, for a week or four. */
export function CalendarScreen() {
  const owners = ownersWith(useSession(), 'mailings.read');
  const { chapter } = useChapter();
  const [ownerId, choose] = useState(chapter?.id ?? owners[0]?.value ?? '');
  const { from, weeks } = useSearch({ from: '/mailings/calendar' });
  const navigate = useNavigate({ from: '/mailings/calendar' });
  const { day } = useFormat();
  const first = from ?? isoDay(mondayOf(new Date()));
  const days = calendarDays(first, (weeks ?? 1) * 7);
  // One more, for the hour that a week gains when clocks are put back; nothing of it is shown.
  const query = { owner_id: ownerId, since: days[0]!.toISOString(), days: days.length + 1 };
  const calendar = api.useQuery('get', '/api/v1/mail-calendar', { params: { query } });
  const move = (by: number) =>
    void navigate({ search: (now) => ({ ...now, from: isoDay(addDays(days[0]!, by * days.length)) }) });
  return (
    <>
      <PageHeader
        title="Mail calendar"
        back={{ label: 'Mailings', to: '/mailings' }}
        detail={`${day(first)} to ${day(isoDay(days.at(-1)!))}`}
        actions={
          <SegmentedControl
            aria-label="How much is shown"
            value={String(weeks ?? 1)}
            onChange={(value) =>
              void navigate({ search: (now) => ({ ...now, weeks: value === '4' ? 4 : undefined }) })
            }
            data={[
              { value: '1', label: 'A week' },
              { value: '4', label: 'Four weeks' },
            ]}
          />
        }
      />
      <Group mb="md" align="flex-end">
        <Button variant="default" onClick={() => move(-1)}>
          Earlier
        </Button>
        <Button
          variant="default"
          onClick={() => void navigate({ search: (now) => ({ ...now, from: undefined }) })}
        >
          Today
        </Button>
        <Button variant="default" onClick={() => move(1)}>
          Later
        </Button>
        {owners.length > 1 && (
          <Select
            label="Seen by"
            data={owners}
            value={ownerId}
            onChange={(value) => value && choose(value)}
            allowDeselect={false}
          />
        )}
      </Group>
      {calendar.isLoadingError ? (
        <LoadFailure error={calendar.error} onRetry={() => void calendar.refetch()} what="The calendar" />
      ) : calendar.data ? (
        <>
          <Days days={days} entries={calendar.data.data} />
          <Alert color="gray" mt="md">
            {seen[calendar.data.view]}
          </Alert>
        </>
      ) : (
        <Skeleton h={320} aria-busy />
      )}
    </>
  );
}

function Days({ days, entries }: { days: Date[]; entries: Entry[] }) {
  const { date, locale } = useFormat();
  const today = isoDay(new Date());
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const of = (day: Date) => entries.filter(({ at }) => isoDay(new Date(at)) === isoDay(day));
  const isQuiet = days.every((day) => of(day).length === 0);
  return (
    <>
      {isQuiet && (
        <Text mb="sm" role="status">
          Nobody mails in this time.
        </Text>
      )}
      <ol className="calendar">
        {days.map((day) => {
          const found = of(day);
          return (
            <li key={isoDay(day)} data-empty={found.length === 0 || undefined}>
              <Text size="sm" fw={600} c={isoDay(day) === today ? undefined : 'dimmed'} mb={6}>
                {weekday.format(day)} {date(day).replace(/, \d{4}$/, '')}
                {isoDay(day) === today && ' · today'}
              </Text>
              {found.map((entry, at) => (
                <CalendarCard key={entry.mailing_id ?? at} entry={entry} />
              ))}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function CalendarCard({ entry }: { entry: Entry }) {
  const { time, number } = useFormat();
  const { at, is_planned, mailing_id, name, organization_name, shared_count } = entry;
  return (
    <Card p="xs" mb={6} data-planned={is_planned || undefined} className="calendar-card">
      <Text size="xs" c="dimmed">
        <time dateTime={at}>{time(at)}</time> · {is_planned ? 'planned' : 'sent'}
      </Text>
      {mailing_id && (
        <Anchor component={Link} to={`/mailings/${mailing_id}`} size="sm" fw={600}>
          {name}
        </Anchor>
      )}
      <Text size="sm" c={mailing_id ? 'dimmed' : undefined} fw={mailing_id ? undefined : 600}>
        {organization_name}
      </Text>
      {shared_count !== null && (
        <Text size="xs" c="dimmed">
          About {number(shared_count)} of your subscribers
        </Text>
      )}
    </Card>
  );
}
