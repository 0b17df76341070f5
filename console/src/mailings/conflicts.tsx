import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { useFormat } from '../parts/format';
import { type Draft } from './use-draft';

type Entry = Schema<'MailCalendarEntry'>;

/** Asked less often than the count: it answers "when", not "how many". */
const ASK_MS = 1_200;

/** Who else mails these people in the week before and after. */
export function Conflicts({ mailingId, draft }: { mailingId: string; draft: Draft }) {
  const { audience, topic_id, is_urgent } = draft;
  const [asked] = useDebouncedValue(JSON.stringify({ audience, topic_id, is_urgent }), ASK_MS);
  const found = useQuery({
    queryKey: ['mailing-conflicts', mailingId, asked],
    queryFn: async ({ signal }) => {
      const { data } = await http.POST('/api/v1/mailings/{id}/calendar', {
        params: { path: { id: mailingId } },
        body: JSON.parse(asked) as Pick<Draft, 'audience' | 'topic_id' | 'is_urgent'>,
        signal,
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
  if (found.error) return <Alert color="red">{asApiError(found.error).message}</Alert>;
  if (!found.data) return null;
  const { data, is_estimate } = found.data;
  return (
    <div>
      <Text size="sm" fw={600} id="conflicts">
        Others who mail them in the week before and after
      </Text>
      {data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {found.data.view === 'own'
            ? 'Nobody among those whose mailings you can see.'
            : 'Nobody in the network.'}
        </Text>
      ) : (
        <Stack component="ul" gap={2} m={0} pl="md" aria-labelledby="conflicts">
          {data.map((entry, at) => (
            <Text component="li" size="sm" key={entry.mailing_id ?? at}>
              <Conflict entry={entry} isEstimate={is_estimate} />
            </Text>
          ))}
        </Stack>
      )}
      <Anchor component={Link} to="/mailings/calendar" size="sm">
        See the calendar
      </Anchor>
    </div>
  );
}

function Conflict({ entry, isEstimate }: { entry: Entry; isEstimate: boolean }) {
  const { dateTime } = useFormat();
  const { at, mailing_id, name, organization_name } = entry;
  return (
    <>
      <time dateTime={at}>{dateTime(at)}</time>:{' '}
      {mailing_id ? (
        <>
          <Anchor component={Link} to={`/mailings/${mailing_id}`} size="sm" underline="always">
            {name}
          </Anchor>{' '}
          of {organization_name}
        </>
      ) : (
        organization_name
      )}
      <SharedWords entry={entry} isEstimate={isEstimate} />
    </>
  );
}

/** How many get both, as far as that is told. */
function SharedWords({ entry, isEstimate }: { entry: Entry; isEstimate: boolean }) {
  const { number } = useFormat();
  const { shared_count, mailing_id } = entry;
  if (mailing_id === null)
    return shared_count === null ? null : (
      <>; about {number(shared_count)} of your subscribers are theirs as well</>
    );
  if (shared_count === null) return <>, to a few of these people</>;
  return (
    <>
      , to {isEstimate && 'about '}
      {number(shared_count)} of these people
    </>
  );
}
