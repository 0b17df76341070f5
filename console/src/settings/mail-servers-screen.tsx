import { Skeleton, Stack } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useSender } from '../mailings/use-new-mailing';
import { EmptyState } from '../parts/empty-state';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { MailRoutes } from './mail-routes';
import { MailServerCard } from './mail-server-card';
import { MailServerDrawer } from './mail-server-drawer';
import { type MailServer } from './mail-server-presets';

/** Mail servers beside the installation's, how they fare, and whose mail goes by which. */
export function MailServersScreen() {
  const session = useSession();
  const sender = useSender();
  const [open, setOpen] = useState<MailServer | 'new'>();
  const servers = api.useQuery('get', '/api/v1/mail-relays');
  const routes = api.useQuery('get', '/api/v1/mail-routes');
  const network = routes.data?.data.find(({ is_network }) => is_network);
  const ownerId = can(session, 'network.settings') ? network?.organization_id : sender;
  return (
    <>
      <PageHeader
        title="Mail servers"
        back={{ label: 'Settings', to: '/settings' }}
        detail="Mail goes by the server of this installation, unless you choose another one here."
        create={ownerId ? { label: 'Add a mail server', onCreate: () => setOpen('new') } : undefined}
      />
      <Stack gap="lg" maw={960}>
        {servers.isLoadingError && (
          <LoadFailure error={servers.error} onRetry={() => void servers.refetch()} what="The mail servers" />
        )}
        {servers.isPending && <Skeleton h={160} />}
        {servers.data?.data.length === 0 && (
          <EmptyState
            icon={IconMailForward}
            title="No further mail server"
            description="Such as one of Amazon SES for mailings, so that sign-in links never wait behind them."
          />
        )}
        {servers.data?.data.map((server) => (
          <MailServerCard key={server.id} server={server} onEdit={() => setOpen(server)} />
        ))}
        {routes.isLoadingError && (
          <LoadFailure
            error={routes.error}
            onRetry={() => void routes.refetch()}
            what="Whose mail goes where"
          />
        )}
        {routes.data && servers.data && servers.data.data.length > 0 && (
          <MailRoutes routes={routes.data.data} servers={servers.data.data} />
        )}
      </Stack>
      {open && ownerId && (
        <MailServerDrawer
          server={open === 'new' ? undefined : open}
          ownerId={ownerId}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
