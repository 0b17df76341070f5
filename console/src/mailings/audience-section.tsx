import { Alert, Button, Collapse, Group, Loader, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { http } from '../api/client';
import { asApiError } from '../api/errors';
import { useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { FilterBuilder } from '../segments/filter-builder';
import { EVERYBODY, type Filter } from '../segments/words';
import { Conflicts } from './conflicts';
import { type Draft } from './use-draft';
import { type Audience, exclusions } from './words';

interface AudienceSectionProps {
  mailingId: string;
  ownerId: string;
  draft: Draft;
  /** After it began, who gets it is settled. */
  isFrozen: boolean;
  onChange: (audience: Audience) => void;
}

/** What decides who gets it. */
type Reached = Pick<Draft, 'audience' | 'topic_id' | 'is_urgent'>;

const COUNT_MS = 400;
const NOBODY: Filter = { any: [] };

/** How many the audience reaches now, asked anew while it is edited. */
export function useAudienceCount(mailingId: string, { audience, topic_id, is_urgent }: Reached) {
  const [asked] = useDebouncedValue(JSON.stringify({ audience, topic_id, is_urgent }), COUNT_MS);
  return useQuery({
    queryKey: ['mailing-audience', mailingId, asked],
    queryFn: async ({ signal }) => {
      const params = { path: { id: mailingId } };
      const { data } = await http.POST('/api/v1/mailings/{id}/audience', {
        params,
        body: JSON.parse(asked) as Reached,
        signal,
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
}

/** A filter that asks nothing is none. */
const orNull = (filter: Filter): Filter | null =>
  'all' in filter && filter.all.length === 0 ? null : filter;

/** Step 1: who gets it. */
export function AudienceSection({ mailingId, ownerId, draft, isFrozen, onChange }: AudienceSectionProps) {
  const { audience } = draft;
  const { chapters } = useSession();
  const [isExcluding, excluding] = useDisclosure(audience.exclude !== null);
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
      <FilterBuilder
        ownerId={ownerId}
        initial={audience.include ?? EVERYBODY}
        lead="People of whom"
        onChange={(include) => onChange({ ...audience, include: orNull(include) })}
      />
      {isExcluding ? (
        <FilterBuilder
          ownerId={ownerId}
          initial={audience.exclude ?? NOBODY}
          lead="But not those of whom"
          none="Nobody is left out yet."
          onChange={(exclude) => onChange({ ...audience, exclude: orNull(exclude) })}
        />
      ) : (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={excluding.open}>
            Leave some people out
          </Button>
        </Group>
      )}
      <NumberInput
        label="At most so many, drawn at random"
        placeholder="All of them"
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        maw={280}
        value={audience.limit ?? ''}
        onChange={(limit) => onChange({ ...audience, limit: limit === '' ? null : Number(limit) })}
      />
      <Reach mailingId={mailingId} draft={draft} />
      <Conflicts mailingId={mailingId} draft={draft} />
    </Stack>
  );
}

function Reach({ mailingId, draft }: { mailingId: string; draft: Draft }) {
  const { number } = useFormat();
  const [isOpen, why] = useDisclosure(false);
  const count = useAudienceCount(mailingId, draft);
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
