import './settings.css';
import { Card, Select, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http, type Schema } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { type MailServer } from './mail-server-presets';

type Route = Schema<'MailRouteResource'>;

const LIST = ['get', '/api/v1/mail-routes'] as const;

/** Whose mail goes by which server. A choice holds from the next message on, for what waits as well. */
export function MailRoutes({ routes, servers }: { routes: Route[]; servers: MailServer[] }) {
  const network = routes.find(({ is_network }) => is_network)?.organization_id;
  return (
    <Card component="section" aria-labelledby="ways">
      <Title order={2} id="ways" mb={4}>
        Whose mail goes where
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Mailings go to many. Letters are receipts, confirmations and sign-in links, which somebody waits for.
        What waits takes the way that you choose here.
      </Text>
      <ul className="mail-routes">
        {routes.map((route) => (
          <RouteRow
            key={route.organization_id}
            route={route}
            servers={servers.filter(
              ({ organization_id: owner }) =>
                owner === route.organization_id || (route.is_governed && owner === network),
            )}
          />
        ))}
      </ul>
    </Card>
  );
}

function RouteRow({ route, servers }: { route: Route; servers: MailServer[] }) {
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (choice: Partial<Pick<Route, 'bulk' | 'transactional'>>) =>
      http.PUT('/api/v1/mail-routes/{id}', {
        params: { path: { id: route.organization_id } },
        body: { bulk: route.bulk, transactional: route.transactional, ...choice },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: LIST });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mail-relays'] });
      showDone(`Mail of ${route.name} takes this way now`);
    },
    onError: showFailure,
  });
  const picker = (stream: 'bulk' | 'transactional', label: string) => (
    <Select
      label={label}
      aria-label={`${label} of ${route.name}`}
      data={waysFor(route, servers, route[stream])}
      value={route[stream]}
      allowDeselect={false}
      disabled={choose.isPending}
      onChange={(value) => value && choose.mutate({ [stream]: value })}
    />
  );
  return (
    <li className="mail-route">
      <div>
        <Text size="sm" fw={600}>
          {route.name}
        </Text>
        {route.is_network && (
          <Text size="xs" c="dimmed">
            And everybody who has no other
          </Text>
        )}
      </div>
      {picker('bulk', 'Mailings')}
      {picker('transactional', 'Letters')}
    </li>
  );
}

function waysFor({ is_network, is_governed }: Route, servers: MailServer[], chosen: string) {
  const ways = [
    ...(is_network ? [] : [{ value: 'network', label: 'As the network' }]),
    ...(is_governed ? [{ value: 'default', label: 'The installation’s server' }] : []),
    ...servers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  // What the network chose for a chapter is not for the chapter to choose, and still what holds.
  return ways.some(({ value }) => value === chosen)
    ? ways
    : [...ways, { value: chosen, label: 'Chosen by the network', disabled: true }];
}
