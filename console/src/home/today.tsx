import { Anchor, Box, Card, Progress, Skeleton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Schema } from '../api/client';
import { useOpenable } from '../frame/use-sections';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { StatusBadge, type Tone } from '../parts/status-badge';

const mailingStates: Record<Schema<'MailingUnderWayResource'>['state'], { label: string; tone: Tone }> = {
  scheduled: { label: 'Scheduled', tone: 'neutral' },
  held: { label: 'Waits for you', tone: 'waiting' },
  preparing: { label: 'Preparing', tone: 'active' },
  sending: { label: 'Sending', tone: 'active' },
  paused: { label: 'Paused', tone: 'waiting' },
};

/** Events of the day and mailings that are going out. */
export function Today({ home }: { home: Schema<'DashboardResource'> | undefined }) {
  const isQuiet = home && home.events_today.length === 0 && home.mailings.length === 0;
  return (
    <Card component="section" aria-labelledby="today">
      <Title order={2} id="today" mb="xs">
        Today
      </Title>
      {!home && <Skeleton h={72} />}
      {isQuiet && (
        <Text size="sm" c="dimmed">
          No event today, and no mailing is going out.
        </Text>
      )}
      <ul className="plain-list">
        {home?.events_today.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
        {home?.mailings.map((mailing) => (
          <MailingRow key={mailing.id} mailing={mailing} />
        ))}
      </ul>
    </Card>
  );
}

function EventRow({ event }: { event: Schema<'EventOfTodayResource'> }) {
  const { number, zonedTime, locale } = useFormat();
  const href = useOpenable()(`/events/${event.id}`);
  return (
    <li className="home-row">
      <Box miw={0} flex={1}>
        <RowTitle href={href}>{localized(event.title, locale)}</RowTitle>
        <Text size="sm" c="dimmed">
          {zonedTime(event.starts_at, event.time_zone)} · {number(event.attended)} of {number(event.expected)}{' '}
          in
        </Text>
        <Progress
          mt={6}
          value={event.expected ? (100 * event.attended) / event.expected : 0}
          aria-label={`${number(event.attended)} of ${number(event.expected)} checked in`}
        />
      </Box>
    </li>
  );
}

function MailingRow({ mailing }: { mailing: Schema<'MailingUnderWayResource'> }) {
  const { number, dateTime } = useFormat();
  const href = useOpenable()(`/mailings/${mailing.id}`);
  const { label, tone } = mailingStates[mailing.state];
  return (
    <li className="home-row">
      <Box miw={0} flex={1}>
        <RowTitle href={href}>{mailing.name}</RowTitle>
        <Text size="sm" c="dimmed">
          {mailing.state === 'scheduled' && mailing.scheduled_at
            ? dateTime(mailing.scheduled_at)
            : `${number(mailing.done)} of ${number(mailing.total)}`}
        </Text>
      </Box>
      <StatusBadge tone={tone}>{label}</StatusBadge>
    </li>
  );
}

function RowTitle({ href, children }: { href: string | undefined; children: string }) {
  if (!href)
    return (
      <Text size="sm" fw={600}>
        {children}
      </Text>
    );
  return (
    <Anchor component={Link} to={href} size="sm" fw={600}>
      {children}
    </Anchor>
  );
}
