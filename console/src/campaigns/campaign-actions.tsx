import { Anchor, Card, SimpleGrid, Skeleton, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { KpiCard } from '../parts/kpi-card';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { actionKinds, type Campaign } from './words';

/** What hangs on the campaign, as far as this account may see it, and what that adds up to. */
export function CampaignActions({ campaign: { id } }: { campaign: Campaign }) {
  const { account } = useSession();
  const { number } = useFormat();
  const params = { path: { id } };
  const actions = api.useQuery('get', '/api/v1/campaigns/{id}/actions', { params });
  if (actions.isLoadingError)
    return <LoadFailure error={actions.error} onRetry={() => void actions.refetch()} what="The actions" />;
  if (!actions.data) return <Skeleton h={240} />;
  const { data, figures } = actions.data;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }} mb="md">
        <KpiCard label="Confirmed signatures" value={figures.signatures} />
        <KpiCard label="Seats taken at events" value={figures.places} />
        <KpiCard label="Confirmed letters" value={figures.letters} />
      </SimpleGrid>
      <Card component="section" aria-labelledby="actions">
        <Title order={2} id="actions" mb="xs">
          Petitions, letters and events
        </Title>
        {data.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing of yours hangs on it yet. Choose this campaign in the settings of a petition, an event or
            a letter.
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={420} scrollAreaProps={{ tabIndex: 0 }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Title</Table.Th>
                  <Table.Th>Kind</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th ta="right">So far</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((action) => {
                  const { label, path, counted } = actionKinds[action.kind];
                  return (
                    <Table.Tr key={action.id}>
                      <Table.Td>
                        <Anchor component={Link} to={`${path}/${action.id}`} fw={600} size="sm">
                          {localized(action.title, account.locale)}
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          {action.owner_name}
                        </Text>
                      </Table.Td>
                      <Table.Td>{label}</Table.Td>
                      <Table.Td tt="capitalize">{action.state}</Table.Td>
                      <Table.Td ta="right" className="figures">
                        {number(action.count)}
                        {action.goal !== null && ` of ${number(action.goal)}`} {counted}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Card>
    </>
  );
}
