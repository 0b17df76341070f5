import { Alert, Anchor, Button, Group, List, Radio, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Schema } from '../api/client';
import { can, useSession } from '../api/session';
import { useOpenable } from '../frame/use-sections';
import { useFormat } from '../parts/format';
import { LocalTimeInput, type Which } from '../parts/local-time-input';
import { Delta, useApproval } from './approval';
import { ReadersOfTexts, type TextReaders } from './readers-of-texts';
import { SendDialog } from './send-dialog';
import { type Mailing } from './words';

type Check = Schema<'CheckResource'>;

const icons = {
  ok: <IconCircleCheck size={18} color="var(--mantine-color-green-7)" role="img" aria-label="Good:" />,
  warning: (
    <IconAlertTriangle size={18} color="var(--mantine-color-orange-7)" role="img" aria-label="Doubtful:" />
  ),
  blocking: <IconCircleX size={18} color="var(--mantine-color-red-7)" role="img" aria-label="To do:" />,
};
const order = { blocking: 0, warning: 1, ok: 2 };

interface ReviewSectionProps {
  mailing: Mailing;
  checks: Schema<'CheckList'> | undefined;
  audienceCount: number | undefined;
  readers: TextReaders[];
  /** Whether what is written is saved. */
  onSave: () => Promise<boolean>;
}

/** Step 3: what is looked at before it may go, and when it goes. */
export function ReviewSection({ mailing, checks, audienceCount, readers, onSave }: ReviewSectionProps) {
  const session = useSession();
  const [isNow, setNow] = useState(true);
  const [at, setAt] = useState('');
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [which, setWhich] = useState<Which | null>(null);
  const [isAsking, setAsking] = useState(false);
  const approval = useApproval(mailing).data;
  const isAsked = approval?.request?.state === 'asked';
  const needsApproval = approval?.is_allowed === false;
  const maySend = can(session, 'mailings.send');
  const isReady =
    checks?.may_send === true &&
    (isNow || at !== '') &&
    approval !== undefined &&
    !isAsked &&
    mailing.undo_seconds === null;
  return (
    <Stack gap="md">
      <ReadersOfTexts readers={readers} />
      {checks ? <Checks checks={checks.checks} /> : <Skeleton h={180} aria-busy />}
      {checks?.lacking && <Lacking lacking={checks.lacking} />}
      {!maySend && (
        <Alert color="gray">
          Your role writes mailings. Somebody who may send them looks at it and sends it.
        </Alert>
      )}
      {maySend && (
        <>
          <Radio.Group
            label="When"
            value={isNow ? 'now' : 'later'}
            onChange={(value) => setNow(value === 'now')}
          >
            <Group mt={4}>
              <Radio value="now" label="Now" />
              <Radio value="later" label="At a time" />
            </Group>
          </Radio.Group>
          {!isNow && (
            <Group align="flex-start">
              <Select
                label="Time zone"
                searchable
                data={Intl.supportedValuesOf('timeZone')}
                value={zone}
                onChange={(value) => {
                  if (!value) return;
                  setZone(value);
                  setWhich(null);
                }}
                allowDeselect={false}
                w={260}
              />
              <LocalTimeInput
                label="Local time"
                zone={zone}
                value={at}
                onChange={setAt}
                which={which}
                onWhich={setWhich}
              />
            </Group>
          )}
          <Group>
            <Button disabled={!isReady} onClick={() => setAsking(true)}>
              {needsApproval ? 'Ask for approval…' : isNow ? 'Send…' : 'Schedule…'}
            </Button>
            {needsApproval && checks?.may_send && (
              <Text size="sm" c="dimmed">
                <Delta approval={approval} />{' '}
                {isAsked ? 'Somebody was asked.' : 'A second person has to approve it.'}
              </Text>
            )}
            {checks && !checks.may_send && (
              <Text size="sm" c="dimmed">
                First do what is marked above.
              </Text>
            )}
          </Group>
        </>
      )}
      <SendDialog
        isOpen={isAsking}
        mailing={mailing}
        audienceCount={audienceCount ?? 0}
        when={isNow ? undefined : { at, zone, which: which ?? undefined }}
        needsApproval={needsApproval}
        onSave={onSave}
        onClose={() => setAsking(false)}
      />
    </Stack>
  );
}

/** Whom a merge tag without a fallback would greet with nothing. */
function Lacking({ lacking: { count, people } }: { lacking: Schema<'LackingPeople'> }) {
  const open = useOpenable();
  const { number } = useFormat();
  if (count === 0)
    return (
      <Text size="sm">Everybody who would get it now has what your merge tags say; the next may not.</Text>
    );
  return (
    <div>
      <Text size="sm">
        {number(count)} of those who would get it lack what a merge tag says
        {people.length > 0 && (count > people.length ? ', among them:' : ':')}
      </Text>
      <List size="sm">
        {people.map(({ id, name, address }) => {
          const href = open(`/people/${id}`);
          return (
            <List.Item key={id}>
              {href ? (
                <Anchor component={Link} to={href} size="sm">
                  {address}
                </Anchor>
              ) : (
                address
              )}
              {name && `, ${name}`}
            </List.Item>
          );
        })}
      </List>
    </div>
  );
}

function Checks({ checks }: { checks: Check[] }) {
  const sorted = [...checks].sort((a, b) => order[a.level] - order[b.level]);
  return (
    <ul className="checks" aria-label="Checks">
      {sorted.map(({ code, level, message }) => (
        <li key={code}>
          {icons[level]}
          <Text size="sm" fw={level === 'blocking' ? 600 : undefined}>
            {message}
          </Text>
        </li>
      ))}
    </ul>
  );
}
