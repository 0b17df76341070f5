import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { languages, localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { CopyKitDialog } from './copy-kit-dialog';
import { piecesInWords, type Kit } from './words';

/** Campaigns that the network offers for chapters to make their own. */
export function KitsScreen() {
  const kits = api.useInfiniteQuery('get', '/api/v1/campaign-kits', { params: { query: {} } }, keyset);
  const { rows, hasMore, showMore } = keysetList(kits);
  return (
    <>
      <PageHeader
        title="Campaign kits"
        back={{ label: 'Campaigns', to: '/campaigns' }}
        detail="Words and outlines from the network. Your copy is yours: change all of it, and translate it."
      />
      {kits.isLoadingError && (
        <LoadFailure error={kits.error} onRetry={() => void kits.refetch()} what="The kits" />
      )}
      {kits.isPending && <Skeleton h={200} />}
      {rows?.length === 0 && (
        <EmptyState
          icon={IconPackage}
          title="No kit yet"
          description="When the network publishes one of its campaigns as a kit, it stands here for chapters to copy."
        />
      )}
      <Stack component="ul" className="plain-list" gap="md">
        {rows?.map((kit) => (
          <KitCard key={kit.id} kit={kit} />
        ))}
      </Stack>
      {hasMore && (
        <Button variant="default" mt="md" onClick={showMore}>
          Show more
        </Button>
      )}
    </>
  );
}

function KitCard({ kit }: { kit: Kit }) {
  const session = useSession();
  const { date } = useFormat();
  const [isCopying, setCopying] = useState(false);
  const chapterIds = session.chapters.map(({ id }) => id);
  const mine = ownersWith(session, 'campaigns.write').filter(({ value }) => chapterIds.includes(value));
  const isCopied = (ownerId: string) => kit.copies.some(({ owner_id }) => owner_id === ownerId);
  const waiting = mine.filter(({ value }) => !isCopied(value));
  const written = languages.filter(({ code }) => kit.languages.includes(code)).map(({ name }) => name);
  return (
    <Card component="li">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 320px' }}>
          <Title order={2} size="h3">
            {localized(kit.texts.title ?? {}, session.account.locale)}
          </Title>
          <Text size="sm" mt={4}>
            {localized(kit.texts.ask ?? {}, session.account.locale, '')}
          </Text>
          <Text size="xs" c="dimmed" mt="xs">
            {[
              `${kit.owner_name}, version ${kit.version} of ${date(kit.published_at)}`,
              piecesInWords(kit.pieces),
              written.join(', '),
            ].join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          {kit.copies.map(({ owner_id, campaign_id }) => (
            <Button
              key={campaign_id}
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/campaigns/$id" params={{ id: campaign_id }} search={{ tab: 'kit' }} />
              )}
            >
              {mine.length > 1
                ? `Open the copy of ${session.chapters.find(({ id }) => id === owner_id)?.name ?? 'the chapter'}`
                : 'Open your copy'}
            </Button>
          ))}
          {waiting.length > 0 && <Button onClick={() => setCopying(true)}>Copy it</Button>}
        </Group>
      </Group>
      {isCopying && <CopyKitDialog kit={kit} owners={waiting} onClose={() => setCopying(false)} />}
    </Card>
  );
}
