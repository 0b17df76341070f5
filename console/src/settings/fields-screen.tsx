import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { FieldDrawer } from './field-drawer';
import { fieldTypes, type PersonField } from './words';

/** The organization's own fields of people: what is asked beside name and ways to reach somebody. */
export function FieldsScreen() {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const [open, setOpen] = useState<PersonField | 'new'>();
  const fields = api.useQuery('get', '/api/v1/person-fields', {
    params: { query: { owner_id: chapter?.id } },
  });
  const names = new Map(chapters.map(({ id, name }) => [id, name]));
  const columns: Column<PersonField>[] = [
    {
      key: 'label',
      title: 'Field',
      render: (field) => (
        <>
          <Anchor component="button" type="button" size="sm" fw={600} onClick={() => setOpen(field)}>
            {localized(field.label, 'en')}
          </Anchor>
          <Text size="xs" c="dimmed">
            {chapters.length > 1 ? names.get(field.owner_id) : field.key}
          </Text>
        </>
      ),
    },
    { key: 'type', title: 'Takes', render: ({ type }) => fieldTypes[type] },
    { key: 'state', title: 'State', render: (field) => <FieldState field={field} /> },
  ];
  return (
    <>
      <PageHeader
        title="Fields of people"
        back={{ label: 'Settings', to: '/settings' }}
        detail="Ask only what you use. No field may ask or say who is a survivor."
        create={{ label: 'Add a field', onCreate: () => setOpen('new') }}
      />
      <DataTable
        noun="fields"
        source={{ path: '/api/v1/person-fields', query: { owner_id: chapter?.id } }}
        list={{
          rows: fields.data?.data,
          total: undefined,
          isRefreshing: fields.isFetching,
          error: fields.error,
          retry: () => void fields.refetch(),
          hasMore: false,
          isLoadingMore: false,
          showMore: () => undefined,
        }}
        columns={columns}
        rowName={({ label }) => localized(label, 'en')}
        empty={
          <EmptyState
            icon={IconForms}
            title="No fields of your own yet"
            description="Such as a shirt size, a ward, or how often somebody wants to hear from you."
          />
        }
      />
      {open && <FieldDrawer field={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function FieldState({ field: { is_active, is_required, sensitivity } }: { field: PersonField }) {
  return (
    <Group gap={6}>
      <StatusBadge tone={is_active ? 'good' : 'neutral'}>{is_active ? 'Asked' : 'Put away'}</StatusBadge>
      {is_required && <Badge variant="default">required</Badge>}
      {sensitivity !== 'open' && <Badge color="orange">{sensitivity}</Badge>}
    </Group>
  );
}
