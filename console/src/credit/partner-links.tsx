import { Button, Card, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { CopyField } from '../parts/copy-field';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { QrCode } from '../parts/qr-code';
import { NewLinkDrawer } from './new-link-drawer';
import { actionKinds, type SourceLink } from './words';

interface PartnerLinksProps {
  partner: { id: string; chapter_id: string; name: string };
  mayWrite: boolean;
}

/** What the partner passes on, so that what comes of it is credited to it. */
export function PartnerLinks({ partner, mayWrite }: PartnerLinksProps) {
  const [isAdding, adding] = useDisclosure(false);
  const [shown, show] = useState<SourceLink>();
  const queries = useQueryClient();
  const params = { path: { id: partner.id } };
  const links = api.useQuery('get', '/api/v1/partners/{id}/source-codes', { params });
  const refresh = () =>
    queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners/{id}/source-codes'] });
  const retire = async ({ code }: SourceLink) => {
    await http.POST('/api/v1/source-codes/{code}/retirement', { params: { path: { code } } });
    await refresh();
    show(undefined);
    showDone('The link is retired. Whoever still comes by it is credited all the same.');
  };
  return (
    <Card component="section" aria-labelledby="partner-links">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="partner-links">
          Links
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={adding.open}>
            Add
          </Button>
        )}
      </Group>
      {links.isLoadingError && (
        <LoadFailure error={links.error} onRetry={() => void links.refetch()} headingOrder={3} />
      )}
      {links.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          A link of its own for a petition, an event or a letter shows what {partner.name} brings, without a
          name being handed over.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {links.data?.data.map((link) => (
          <li key={link.code}>
            <LinkRow link={link} onShow={() => show(link)} />
          </li>
        ))}
      </Stack>
      {isAdding && <NewLinkDrawer partner={partner} onClose={adding.close} onAdded={refresh} />}
      <Modal
        opened={shown !== undefined}
        onClose={() => show(undefined)}
        title={shown && <LinkName link={shown} />}
        centered
      >
        {shown && (
          <Stack gap="md" align="stretch">
            <CopyField
              label="Address"
              description="Leads to the page and carries the code."
              value={shown.url}
            />
            <Group justify="center">
              <QrCode
                src={`/api/v1/source-codes/${shown.code}/qr.svg`}
                opens={`Link of ${partner.name}`}
                fileName={`${shown.code}.svg`}
              />
            </Group>
            {mayWrite && shown.retired_at === null && (
              <Button variant="default" onClick={() => void retire(shown)}>
                Retire this link
              </Button>
            )}
          </Stack>
        )}
      </Modal>
    </Card>
  );
}

function LinkName({ link: { title, label, action_kind } }: { link: SourceLink }) {
  const { account } = useSession();
  return [title ? localized(title, account.locale) : actionKinds[action_kind], label]
    .filter(Boolean)
    .join(' · ');
}

function LinkRow({ link, onShow }: { link: SourceLink; onShow: () => void }) {
  const { number } = useFormat();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" fw={600}>
          <LinkName link={link} />
        </Text>
        <Text size="xs" c="dimmed">
          {[
            `${number(link.views)} views`,
            link.deeds !== null && `${number(link.deeds)} confirmed`,
            link.retired_at && 'retired',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <Button variant="subtle" size="compact-sm" flex="none" onClick={onShow}>
        Open
      </Button>
    </Group>
  );
}
