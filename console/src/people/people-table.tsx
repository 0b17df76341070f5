import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { type KeysetList } from '../api/keyset';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { StatusBadge } from '../parts/status-badge';
import { Missing, RelativeTime } from '../parts/values';
import { BulkChange } from './bulk-change';
import { BulkTag } from './bulk-tag';
import { type PeopleField, type PeopleSort } from './routes';
import { languages, nameOf, type ListedPerson } from './words';

const MOST_TAGS = 3;

const columns: Column<ListedPerson, PeopleField>[] = [
  {
    key: 'name',
    title: 'Name',
    sort: 'name',
    render: (person) => (
      <Stack gap={0}>
        <Group gap={6}>
          <Anchor component={Link} to={`/people/${person.id}`} fw={600} size="sm">
            {nameOf(person)}
          </Anchor>
          {person.is_sealed && <IconLock size={14} aria-label="Sealed: seen by named readers only" />}
          {person.is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {person.email ?? person.phone ?? 'No email or phone'}
        </Text>
      </Stack>
    ),
  },
  {
    key: 'place',
    title: 'Place',
    render: ({ city, state, zip }) =>
      [city, state].filter(Boolean).join(', ') || zip || <Missing what="No address" />,
  },
  { key: 'emails', title: 'Emails', render: (person) => <EmailState person={person} /> },
  { key: 'tags', title: 'Tags', render: ({ tags }) => <TagList tags={tags} /> },
  {
    key: 'actions',
    title: 'Actions',
    align: 'right',
    render: ({ action_count }) => <span className="figures">{action_count}</span>,
  },
  {
    key: 'last-action',
    title: 'Last action',
    sort: 'last_action_at',
    render: ({ last_action_at }) =>
      last_action_at ? <RelativeTime value={last_action_at} /> : <Missing what="No action yet" />,
  },
  {
    key: 'created',
    title: 'Met',
    sort: 'created_at',
    isHidden: true,
    render: ({ created_at }) => <RelativeTime value={created_at} />,
  },
  {
    key: 'language',
    title: 'Language',
    isHidden: true,
    render: ({ language }) => languages[language] ?? language,
  },
];

const chapterColumn: Column<ListedPerson, PeopleField> = {
  key: 'chapter',
  title: 'Chapter',
  render: ({ owner_name }) => owner_name,
};

interface PeopleTableProps {
  list: KeysetList<ListedPerson>;
  sort: PeopleSort;
  onSort: (sort: PeopleSort) => void;
  mayTag: boolean;
  empty: ReactNode;
}

export function PeopleTable({ list, sort, onSort, mayTag, empty }: PeopleTableProps) {
  const { chapters } = useSession();
  const { chapter = chapters.length === 1 ? chapters[0] : undefined } = useChapter();
  const shown = chapters.length > 1 ? [...columns.slice(0, 1), chapterColumn, ...columns.slice(1)] : columns;
  return (
    <DataTable
      noun="people"
      list={list}
      columns={shown}
      sort={sort}
      onSort={onSort}
      rowName={nameOf}
      bulk={
        mayTag
          ? (selected) =>
              chapter ? (
                <BulkChange ownerId={chapter.id} who={{ person_ids: selected.ids }} onDone={selected.clear} />
              ) : (
                <BulkTag selected={selected} />
              )
          : undefined
      }
      empty={empty}
    />
  );
}

function EmailState({ person: { email, email_status, is_subscribed } }: { person: ListedPerson }) {
  if (email === null) return <Missing what="No email" />;
  if (email_status === 'bouncing') return <StatusBadge tone="waiting">Bounces</StatusBadge>;
  if (email_status === 'invalid') return <StatusBadge tone="bad">Does not exist</StatusBadge>;
  return is_subscribed ? (
    <StatusBadge tone="good">Subscribed</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">Not subscribed</StatusBadge>
  );
}

function TagList({ tags }: { tags: ListedPerson['tags'] }) {
  if (tags.length === 0) return <Missing what="No tags" />;
  const more = tags.length - MOST_TAGS;
  return (
    <Group gap={4}>
      {tags.slice(0, MOST_TAGS).map(({ id, name }) => (
        <Badge key={id} variant="default" radius="sm" tt="none" fw={500}>
          {name}
        </Badge>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          and {more} more
        </Text>
      )}
    </Group>
  );
}
