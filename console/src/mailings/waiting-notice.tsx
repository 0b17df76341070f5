import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { DateTime } from '../parts/values';
import { type Mailing } from './words';

/** What a mailing waits for that has not begun: the time to undo, its hour, or somebody's word. */
export function WaitingNotice({ mailing }: { mailing: Mailing }) {
  if (mailing.state === 'held') return <Held mailing={mailing} />;
  if (mailing.state !== 'scheduled' || !mailing.scheduled_at) return null;
  if (mailing.undo_seconds !== null) return <Leaving mailing={mailing} seconds={mailing.undo_seconds} />;
  return (
    <Alert color="orange" mb="md" title="It is scheduled">
      <Text size="sm" mb="xs">
        It goes out on <DateTime value={mailing.scheduled_at} zone={mailing.scheduled_zone ?? undefined} />,
        with what stands here then. To give it another time, schedule it again below.
      </Text>
      <TakeBack mailing={mailing} label="Take it back to a draft" />
    </Alert>
  );
}

function Leaving({ mailing, seconds }: { mailing: Mailing; seconds: number }) {
  const queries = useQueryClient();
  const left = useCountdown(seconds);
  const isOver = left === 0;
  // It begins within a quarter of a minute; the record says when.
  useEffect(() => {
    if (!isOver) return;
    const looking = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] }),
      3_000,
    );
    return () => clearInterval(looking);
  }, [isOver, queries]);
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <Alert color="orange" mb="md" title="It is sent, and can still be undone">
      <Group justify="space-between">
        <Text size="sm">
          {isOver ? (
            'It begins now.'
          ) : (
            <>
              It begins in{' '}
              <Text span fw={600} className="figures" role="timer" aria-label="Time left to undo">
                {clock}
              </Text>
              . Until then nothing leaves.
            </>
          )}
        </Text>
        {!isOver && <TakeBack mailing={mailing} label="Undo sending" />}
      </Group>
    </Alert>
  );
}

function Held({ mailing }: { mailing: Mailing }) {
  return (
    <Alert color="orange" mb="md" title="It did not go out, and waits for you">
      <Text size="sm" mb="xs">
        {mailing.pause_reason} Is it still right? Then send it now or give it another time, below. If not,
        take it back to a draft.
      </Text>
      <TakeBack mailing={mailing} label="Take it back to a draft" />
    </Alert>
  );
}

function TakeBack({ mailing, label }: { mailing: Mailing; label: string }) {
  const session = useSession();
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => http.DELETE('/api/v1/mailings/{id}/sending', { params: { path: { id: mailing.id } } }),
    onSuccess: () => showDone('It is a draft again. Nothing was sent.'),
    onError: showFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] }),
  });
  if (!can(session, 'mailings.send')) return null;
  return (
    <Button size="compact-sm" variant="default" loading={back.isPending} onClick={() => back.mutate()}>
      {label}
    </Button>
  );
}

/** Seconds that are left, by this machine's own pace: its clock may be wrong, its seconds are not. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const until = performance.now() + seconds * 1_000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1_000)));
    tick();
    const ticking = setInterval(tick, 500);
    return () => clearInterval(ticking);
  }, [seconds]);
  return left;
}
