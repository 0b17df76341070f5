import { Button, Card, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { IconMailCheck } from '@tabler/icons-react';
import { OptInDrawer } from './opt-in-drawer';
import { type OptInRule, type OptInRules, waysIn } from './words';

/** Where a "yes" to emails counts only after a click in the person's own mail, for a chapter or for the network. */
export function OptInScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const owners = ownersWith(session, 'chapter.settings');
  const [chosen, setChosen] = useState(chapter?.id ?? owners[0]?.value ?? '');
  const [isAdding, setAdding] = useState(false);
  const query = { owner_id: chosen };
  const found = api.useQuery('get', '/api/v1/opt-in-rules', { params: { query } });
  return (
    <>
      <PageHeader
        title="Confirmed sign-up"
        back={{ label: 'Settings', to: '/settings' }}
        detail="Where people get emails only after a click in their own mail."
        create={{ label: 'Add a rule', onCreate: () => setAdding(true) }}
      />
      <Stack gap="lg" maw={960}>
        {owners.length > 1 && (
          <Select
            label="Rules of"
            data={owners}
            value={chosen}
            onChange={(value) => value && setChosen(value)}
            allowDeselect={false}
            searchable
            maw={360}
          />
        )}
        {found.isLoadingError && (
          <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The rules" />
        )}
        {found.data && <Rules rules={found.data.rules} countries={found.data.countries} />}
        <Text size="sm" c="dimmed">
          Signatures and letters to officials ask for that click always, and what was ticked with them holds
          by the same click. A country is looked up among the addresses on record: the forms ask for none.
          Until somebody clicks they get one mail that asks, good for 14 days, and nothing else.
        </Text>
      </Stack>
      {isAdding && (
        <OptInDrawer
          ownerId={chosen}
          countries={found.data?.countries ?? []}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function Rules({ rules, countries }: OptInRules) {
  const { date } = useFormat();
  const [removing, setRemoving] = useState<OptInRule>();
  const queries = useQueryClient();
  const remove = async ({ id }: OptInRule) => {
    await http.DELETE('/api/v1/opt-in-rules/{id}', { params: { path: { id } } });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/opt-in-rules'] });
    showDone('The rule was removed');
  };
  const named = ({ country }: OptInRule) =>
    country === null ? 'Every country' : (countries.find(({ code }) => code === country)?.name ?? country);
  const wayOf = ({ form }: OptInRule) => (form === null ? 'Every way in' : waysIn[form]);
  if (rules.length === 0)
    return (
      <EmptyState
        icon={IconMailCheck}
        title="No rules yet"
        description="A ticked box, or what staff attest, is enough: people get emails from then on."
      />
    );
  return (
    <Card component="section" aria-labelledby="rules">
      <Title order={2} id="rules" mb="xs">
        Rules
      </Title>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Way in</Table.Th>
              <Table.Th scope="col">Country</Table.Th>
              <Table.Th scope="col">Since</Table.Th>
              <Table.Th scope="col">Change</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Td fw={600}>{wayOf(rule)}</Table.Td>
                <Table.Td>{named(rule)}</Table.Td>
                <Table.Td>{date(rule.made_at)}</Table.Td>
                <Table.Td>
                  {rule.is_inherited ? (
                    <Text size="sm" c="dimmed">
                      Said by the network
                    </Text>
                  ) : (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`Remove: ${wayOf(rule)}, ${named(rule)}`}
                      onClick={() => setRemoving(rule)}
                    >
                      Remove
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title="Remove this rule?"
        confirmLabel="Remove the rule"
        onConfirm={() => removing && remove(removing)}
        onClose={() => setRemoving(undefined)}
      >
        A ticked box is enough from then on. Whoever was asked already still has to click.
      </ConfirmDialog>
    </Card>
  );
}
