import './parts.css';
import { Box, Group, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { type Icon } from '@tabler/icons-react';
import { Fragment, useId, type ReactNode } from 'react';
import { useFormat } from './format';

/** One thing that happened. */
export interface TimelineEntry {
  id: string;
  /** ISO 8601 instant. */
  at: string;
  icon: Icon;
  /** A sentence without its subject: "Signed Close the loophole". */
  title: ReactNode;
  detail?: ReactNode;
  /** Who did it, where that is not the person whose timeline it is; and how it came in. */
  actor?: string;
  source?: string;
}

/** What happened, newest first as the server sends it, under a heading a day. */
export function Timeline({ entries, label }: { entries: TimelineEntry[]; label: string }) {
  const labelId = useId();
  const { date } = useFormat();
  const days = groupBy(entries, ({ at }) => date(at));
  return (
    <section aria-labelledby={labelId}>
      <VisuallyHidden component="h2" id={labelId}>
        {label}
      </VisuallyHidden>
      {[...days].map(([day, ofDay]) => (
        <Fragment key={day}>
          <h3 className="timeline-day">{day}</h3>
          <ol className="plain-list">
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </Fragment>
      ))}
    </section>
  );
}

function Entry({ entry: { at, icon: Icon, title, detail, actor, source } }: { entry: TimelineEntry }) {
  const { time } = useFormat();
  const origin = [actor, source].filter(Boolean).join(' · ');
  return (
    <li className="timeline-entry">
      <ThemeIcon variant="light" color="brand" radius="xl" size={32}>
        <Icon size={17} stroke={1.75} aria-hidden />
      </ThemeIcon>
      <Box miw={0} pt={4}>
        <Group justify="space-between" align="baseline" wrap="nowrap" gap="sm">
          <Text size="sm" fw={500} component="div">
            {title}
          </Text>
          <Text size="xs" c="dimmed" component="time" dateTime={at} className="figures" flex="none">
            {time(at)}
          </Text>
        </Group>
        {detail && (
          <Text size="sm" component="div">
            {detail}
          </Text>
        )}
        {origin && (
          <Text size="xs" c="dimmed">
            {origin}
          </Text>
        )}
      </Box>
    </li>
  );
}

/** Groups in the order in which their first members come. */
function groupBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
