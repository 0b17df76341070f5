import { Anchor, Text } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { useState } from 'react';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { languages, localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { type Topic, useTopics } from '../parts/topics';
import { TopicDrawer } from './topic-drawer';

/** What the network's mail and actions are about. */
export function TopicsScreen() {
  const [open, setOpen] = useState<Topic | 'new'>();
  const topics = useTopics();
  const columns: Column<Topic>[] = [
    {
      key: 'name',
      title: 'Topic',
      render: (topic) => (
        <Anchor component="button" type="button" size="sm" fw={600} onClick={() => setOpen(topic)}>
          {localized(topic.name, 'en')}
        </Anchor>
      ),
    },
    {
      key: 'languages',
      title: 'Named in',
      render: ({ name }) => (
        <Text size="sm" c="dimmed">
          {languages
            .filter(({ code }) => name[code])
            .map((language) => language.name)
            .join(', ')}
        </Text>
      ),
    },
    {
      key: 'state',
      title: 'State',
      render: ({ is_active }) => (
        <StatusBadge tone={is_active ? 'good' : 'neutral'}>{is_active ? 'In use' : 'Put away'}</StatusBadge>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Topics"
        back={{ label: 'Settings', to: '/settings' }}
        detail="People can leave a topic and stay on the list; partners can approve one beforehand."
        create={{ label: 'Add a topic', onCreate: () => setOpen('new') }}
      />
      <DataTable
        noun="topics"
        source={{ path: '/api/v1/topics' }}
        list={{
          rows: topics.data?.data,
          total: undefined,
          isRefreshing: topics.isFetching,
          error: topics.error,
          retry: () => void topics.refetch(),
          hasMore: false,
          isLoadingMore: false,
          showMore: () => undefined,
        }}
        columns={columns}
        rowName={({ name }) => localized(name, 'en')}
        empty={
          <EmptyState
            icon={IconTags}
            title="No topics yet"
            description="Such as safe housing, labor trafficking, or courts. Few and broad ones serve best."
          />
        }
      />
      {open && <TopicDrawer topic={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
