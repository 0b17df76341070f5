import { Badge, Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { languages, localized } from '../parts/localized';
import { StatusBadge } from '../parts/status-badge';
import { channels, consentMethods, consentSources } from './words';

type Word = Schema<'ConsentResource'>;

/** Every word of consent as evidence: for whom, about what, exactly which sentence, in which language, when and how. */
export function ConsentHistory({ personId, onClose }: { personId: string; onClose: () => void }) {
  const params = { path: { id: personId }, query: { limit: 50 } };
  const found = api.useInfiniteQuery('get', '/api/v1/people/{id}/consents', { params }, keyset);
  const list = keysetList(found);
  return (
    <Drawer opened onClose={onClose} position="right" title="Every word of consent" size="md">
      {found.isLoadingError && (
        <LoadFailure
          error={found.error}
          onRetry={() => void found.refetch()}
          what="The words"
          headingOrder={3}
        />
      )}
      {found.isLoading && <Skeleton h={200} />}
      {list.rows?.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was said yet.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="md">
        {list.rows?.map((word) => (
          <li key={word.id}>
            <OneWord word={word} />
          </li>
        ))}
      </Stack>
      {list.hasMore && (
        <Button variant="default" mt="md" loading={list.isLoadingMore} onClick={list.showMore}>
          Show more
        </Button>
      )}
    </Drawer>
  );
}

function OneWord({ word }: { word: Word }) {
  const { dateTime } = useFormat();
  const language = languages.find(({ code }) => code === word.language)?.name ?? word.language;
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {word.channel === 'share' ? 'To be shared' : (channels[word.channel] ?? word.channel)}
        </Text>
        <StatusBadge tone={word.is_given ? 'good' : 'bad'}>{word.is_given ? 'Yes' : 'No'}</StatusBadge>
        {word.topic && <Badge variant="default">{localized(word.topic, 'en')}</Badge>}
      </Group>
      <Text size="sm" mt={2}>
        “{word.text}”
      </Text>
      <Text size="xs" c="dimmed">
        {[
          word.organization_name,
          dateTime(word.at),
          language,
          consentSources[word.source_kind] ?? word.source_kind,
          consentMethods[word.method],
          word.recorded_by && `recorded by ${word.recorded_by}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  );
}
