import { Anchor, Badge, Box, Button, Menu, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconMailOff, IconSearchOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, http, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { FormDrawer } from '../parts/form-drawer';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';
import { LeavingReasons } from './leaving-reasons';
import { useSender } from './use-new-mailing';
import { optionsOf, suppressionReasons } from './words';

type Suppression = Schema<'SuppressionResource'>;

const columns: Column<Suppression>[] = [
  {
    key: 'address',
    title: 'Address',
    render: ({ address, owner_id }) => (
      <Text size="sm">
        {address} {owner_id === null && <Badge size="xs">nobody mails it</Badge>}
      </Text>
    ),
  },
  {
    key: 'reason',
    title: 'Why',
    render: ({ reason, detail, mailing_id, mailing_name }) => (
      <div>
        <StatusBadge tone={suppressionReasons[reason].tone}>{suppressionReasons[reason].label}</StatusBadge>
        {detail && (
          <Text size="sm" c="dimmed" mt={2} style={{ overflowWrap: 'anywhere' }}>
            {detail}
          </Text>
        )}
        {mailing_id && (
          <Text size="sm" mt={2}>
            After{' '}
            <Anchor component={Link} to={`/mailings/${mailing_id}`} size="sm">
              {mailing_name}
            </Anchor>
          </Text>
        )}
      </div>
    ),
  },
  { key: 'since', title: 'Since', render: ({ created_at }) => <DateTime value={created_at} dateOnly /> },
];

/** Addresses that get no mailing, whatever a list or an import says. */
export function SuppressionsScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { reason, q } = useSearch({ from: '/suppressions' });
  const navigate = useNavigate({ from: '/suppressions' });
  const [isAdding, adding] = useDisclosure(false);
  const mayWrite = can(session, 'suppressions.write');
  const queries = useQueryClient();
  const query = { reason, q, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/suppressions', { params: { query } }, keyset));
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const lift = async ({ id, address }: Suppression) => {
    try {
      await http.POST('/api/v1/suppressions/{id}/lifting', { params: { path: { id } } });
      showDone(`${address} may be mailed again`);
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/suppressions'] });
    } catch (cause) {
      showFailure(cause);
    }
  };
  return (
    <>
      <PageHeader
        title="Suppression list"
        detail="Nobody here gets a mailing. What people ask for themselves, such as a receipt, still reaches them."
        create={mayWrite ? { label: 'Add an address', onCreate: adding.open } : undefined}
      />
      <FilterChips
        searchLabel="Search by address"
        filters={[{ key: 'reason', label: 'Why', options: optionsOf(suppressionReasons) }]}
        values={{ reason, q }}
        onChange={change}
      />
      <DataTable
        noun="addresses"
        source={{ path: '/api/v1/suppressions', query }}
        list={list}
        columns={columns}
        rowName={({ address }) => address}
        rowMenu={
          mayWrite
            ? (row) => (
                <Menu.Item disabled={!row.may_be_lifted} onClick={() => void lift(row)}>
                  {row.may_be_lifted ? 'Let it be mailed again' : 'Only they can take it back'}
                </Menu.Item>
              )
            : undefined
        }
        empty={
          reason || q ? (
            <EmptyState
              icon={IconSearchOff}
              title="No address matches"
              action={
                <Button variant="default" onClick={() => change({ reason: undefined, q: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconMailOff}
              title="Nobody is on it"
              description="Who unsubscribes, complains or has no mailbox any more comes here by itself."
            />
          )
        }
      />
      <Box mt="lg" maw={560}>
        <LeavingReasons ownerId={chapter?.id} />
      </Box>
      <AddDrawer isOpen={isAdding} onClose={adding.close} />
    </>
  );
}

function AddDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const sender = useSender();
  const queries = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { address: '', detail: '' } });
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add an address"
      submitLabel="Add it"
      form={form}
      onSave={async (values) => {
        await http.POST('/api/v1/suppressions', { body: { owner_id: sender ?? '', ...values } });
        await queries.invalidateQueries({ queryKey: ['get', '/api/v1/suppressions'] });
        showDone(`${values.address} gets no more mailings`);
      }}
      onClose={onClose}
    >
      <TextInput
        label="Address"
        type="email"
        withAsterisk
        data-autofocus
        key={form.key('address')}
        {...form.getInputProps('address')}
      />
      <Textarea
        label="Why"
        description="For your colleagues."
        autosize
        minRows={2}
        key={form.key('detail')}
        {...form.getInputProps('detail')}
      />
    </FormDrawer>
  );
}
