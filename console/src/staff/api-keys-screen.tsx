import { Button, Menu, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { CopyField } from '../parts/copy-field';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { DateTime, Missing, RelativeTime } from '../parts/values';
import { NewKeyDrawer } from './new-key-drawer';
import { roles } from './words';

type Key = Schema<'ApiKeyResource'>;

function stateOf({ revoked_at, expires_at }: Key): { label: string; tone: 'good' | 'bad' | 'neutral' } {
  if (revoked_at) return { label: 'Revoked', tone: 'bad' };
  if (expires_at && new Date(expires_at) < new Date()) return { label: 'Ended', tone: 'neutral' };
  return { label: 'In use', tone: 'good' };
}

const columns: Column<Key>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ name, prefix }) => (
      <Stack gap={0}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          accord_{prefix}_…
        </Text>
      </Stack>
    ),
  },
  {
    key: 'role',
    title: 'May act as',
    render: ({ role, organization_name }) => `${roles[role].label}, ${organization_name}`,
  },
  {
    key: 'state',
    title: 'State',
    render: (key) => <StatusBadge tone={stateOf(key).tone}>{stateOf(key).label}</StatusBadge>,
  },
  {
    key: 'used',
    title: 'Last used',
    render: ({ last_used_at }) =>
      last_used_at ? <RelativeTime value={last_used_at} /> : <Missing what="Never used" />,
  },
  {
    key: 'ends',
    title: 'Ends',
    render: ({ expires_at }) => (expires_at ? <DateTime value={expires_at} dateOnly /> : 'Never'),
  },
  { key: 'by', title: 'Made by', render: ({ created_by }) => created_by ?? 'The operator' },
];

/** Keys by which other programs read and write through the API. */
export function ApiKeysScreen() {
  const queries = useQueryClient();
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/api-keys', { params: {} }, keyset));
  const [isMaking, making] = useDisclosure(false);
  const [made, setMade] = useState<string>();
  const [revoking, setRevoking] = useState<Key>();
  const revoke = async ({ id, name }: Key) => {
    await http.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/api-keys'] });
    showDone(`The key “${name}” is revoked`);
  };
  return (
    <>
      <PageHeader
        title="API keys"
        detail="For other programs. A key may do what its role may, and no more than you."
        create={{ label: 'Make a key', onCreate: making.open }}
        actions={
          <Button variant="default" component="a" href="/api/docs" target="_blank">
            How to use the API
          </Button>
        }
      />
      <DataTable
        noun="API keys"
        source={{ path: '/api/v1/api-keys' }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        rowMenu={(key) => (
          <Menu.Item c="red" disabled={key.revoked_at !== null} onClick={() => setRevoking(key)}>
            Revoke…
          </Menu.Item>
        )}
        empty={
          <EmptyState
            icon={IconKey}
            title="No key yet"
            description="A key lets another program, such as your website or a spreadsheet, work with Accord."
            action={<Button onClick={making.open}>Make a key</Button>}
          />
        }
      />
      <NewKeyDrawer isOpen={isMaking} onClose={making.close} onMade={setMade} />
      <Modal opened={made !== undefined} onClose={() => setMade(undefined)} title="Your new key">
        <Stack>
          <Text size="sm">
            Copy it now and keep it where you keep passwords. It is not stored here and cannot be shown again.
          </Text>
          <CopyField label="API key" value={made ?? ''} />
          <Button onClick={() => setMade(undefined)}>I have copied it</Button>
        </Stack>
      </Modal>
      <ConfirmDialog
        isOpen={revoking !== undefined}
        title="Revoke this key?"
        confirmLabel="Revoke the key"
        isDangerous
        onConfirm={async () => revoking && revoke(revoking)}
        onClose={() => setRevoking(undefined)}
      >
        Whatever uses “{revoking?.name}” stops working at once. This cannot be taken back.
      </ConfirmDialog>
    </>
  );
}
