import { Alert, Collapse, Button, Group, Loader, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { asApiError } from '../api/errors';
import { useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { type Audience, type ChosenDeed, deeds, exclusions, languages, optionsOf } from './words';

interface AudienceSectionProps {
  mailingId: string;
  ownerId: string;
  audience: Audience;
  /** After it began, who gets it is settled. */
  isFrozen: boolean;
  onChange: (audience: Audience) => void;
}

const COUNT_MS = 400;

/** How many the audience reaches now, asked anew while it is edited. */
export function useAudienceCount(mailingId: string, audience: Audience) {
  const [asked] = useDebouncedValue(audience, COUNT_MS);
  return useQuery({
    queryKey: ['mailing-audience', mailingId, asked],
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId } };
      const { data } = await http.POST('/api/v1/mailings/{id}/audience', {
        params,
        body: { audience: asked },
        signal,
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
}

const keyOf = ({ did, what_id }: ChosenDeed) => `${did}:${what_id ?? ''}`;
const readKey = (key: string): ChosenDeed => {
  const [did = '', what = ''] = key.split(':');
  return { did: did as ChosenDeed['did'], what_id: what || null };
};

/** Step 1: who gets it. */
export function AudienceSection({ mailingId, ownerId, audience, isFrozen, onChange }: AudienceSectionProps) {
  const { chapters } = useSession();
  const options = api.useQuery('get', '/api/v1/mailings/{id}/audience-options', {
    params: { path: { id: mailingId } },
  });
  const tags = options.data?.tags.map(({ id, name, people }) => ({
    value: id,
    label: `${name} (${people})`,
  }));
  const done = options.data?.deeds.map((deed) => ({
    value: keyOf(deed),
    label: `${deeds[deed.did] ?? deed.did} “${deed.what_title || 'untitled'}” (${deed.people})`,
  }));
  const others = chapters.filter(
    ({ id, permissions }) => id === ownerId || permissions.includes('mailings.write'),
  );
  if (isFrozen) return <Alert color="gray">Who gets it was settled when it began.</Alert>;
  return (
    <Stack gap="sm">
      {others.length > 1 && (
        <MultiSelect
          label="Whose people"
          description="Only those who asked for mail from the sender get it."
          placeholder={audience.organizations.length === 0 ? 'The sender’s own' : undefined}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={audience.organizations}
          onChange={(organizations) => onChange({ ...audience, organizations })}
          clearable
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MultiSelect
          label="With any of these tags"
          placeholder={audience.tags.length === 0 ? 'Everybody' : undefined}
          data={tags ?? []}
          value={audience.tags}
          onChange={(chosen) => onChange({ ...audience, tags: chosen })}
          searchable
          clearable
        />
        <MultiSelect
          label="But none of these"
          placeholder={audience.without_tags.length === 0 ? 'Nobody left out' : undefined}
          data={tags ?? []}
          value={audience.without_tags}
          onChange={(chosen) => onChange({ ...audience, without_tags: chosen })}
          searchable
          clearable
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MultiSelect
          label="Who did any of these"
          placeholder={audience.deeds.length === 0 ? 'Anything or nothing' : undefined}
          data={done ?? []}
          value={audience.deeds.map(keyOf)}
          onChange={(chosen) => onChange({ ...audience, deeds: chosen.map(readKey) })}
          searchable
          clearable
        />
        <MultiSelect
          label="But none of these"
          placeholder={audience.without_deeds.length === 0 ? 'Nobody left out' : undefined}
          data={done ?? []}
          value={audience.without_deeds.map(keyOf)}
          onChange={(chosen) => onChange({ ...audience, without_deeds: chosen.map(readKey) })}
          searchable
          clearable
        />
      </SimpleGrid>
      <MultiSelect
        label="Who read"
        placeholder={audience.languages.length === 0 ? 'Any language' : undefined}
        data={optionsOf(languages)}
        value={audience.languages}
        onChange={(chosen) => onChange({ ...audience, languages: chosen })}
        clearable
      />
      <Reach mailingId={mailingId} audience={audience} />
    </Stack>
  );
}

function Reach({ mailingId, audience }: { mailingId: string; audience: Audience }) {
  const { number } = useFormat();
  const [isOpen, why] = useDisclosure(false);
  const count = useAudienceCount(mailingId, audience);
  if (count.error) return <Alert color="red">{asApiError(count.error).message}</Alert>;
  if (!count.data)
    return (
      <Group gap="xs" role="status">
        <Loader size="xs" aria-hidden />
        <Text size="sm">counting…</Text>
      </Group>
    );
  const { data } = count;
  return (
    <div>
      <Group gap="xs" role="status">
        <Text fw={600} className="figures">
          Will go to {number(data.count)} {data.count === 1 ? 'address' : 'addresses'}
        </Text>
        {data.excluded_count > 0 && (
          <>
            <Text c="dimmed" className="figures">
              · {number(data.excluded_count)} left out
            </Text>
            <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={why.toggle}>
              why?
            </Button>
          </>
        )}
        {count.isFetching && <Loader size="xs" aria-label="counting" />}
      </Group>
      <Collapse expanded={isOpen}>
        <Stack component="ul" gap={2} mt={4} mb={0}>
          {data.excluded.map(({ reason, count: people }) => (
            <Text component="li" size="sm" key={reason}>
              <span className="figures">{number(people)}</span> {exclusions[reason]}
            </Text>
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
