import './mail-editor.css';
import { Alert, Badge, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { LeavingReasons } from './leaving-reasons';
import { Deliveries } from './deliveries';
import { ProgressBar } from './progress-bar';
import { Responses } from './responses';
import { Tiles } from './tiles';
import { WaitingNotice } from './waiting-notice';
import { UnknownNotice } from './unknown-notice';
import { useProgress } from './use-progress';
import { type Mailing, type MailingState, states } from './words';

const MOVING: readonly MailingState[] = ['preparing', 'sending'];

/** A mailing that has begun: how it goes, what became of it, and what can still be done. */
export function ResultScreen({ mailing }: { mailing: Mailing }) {
  const session = useSession();
  const queries = useQueryClient();
  const progress = useProgress(mailing.id, MOVING.includes(mailing.state));
  const state = progress.data?.state ?? mailing.state;
  // The stream knows first; the record follows, and with it what the buttons offer.
  useEffect(() => {
    if (progress.data && progress.data.state !== mailing.state)
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] });
  }, [progress.data, mailing.state, queries]);
  return (
    <>
      <PageHeader
        title={mailing.name}
        back={{ label: 'Mailings', to: '/mailings' }}
        badge={
          <>
            <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>
            {mailing.is_practice && <Badge>practice</Badge>}
          </>
        }
        detail={mailing.subject}
        actions={<Actions mailing={mailing} state={state} mayWrite={can(session, 'mailings.write')} />}
      />
      <WaitingNotice mailing={mailing} />
      <Stack gap="md">
        {state === 'paused' && (
          <Alert color="orange" title="It stands still">
            {mailing.pause_reason ?? 'Nothing goes out until somebody resumes it.'}
          </Alert>
        )}
        {progress.error && !progress.data ? (
          <LoadFailure error={progress.error} onRetry={() => void progress.refetch()} what="The progress" />
        ) : (
          <>
            <ProgressBar progress={progress.data} />
            <Tiles progress={progress.data} />
            <UnknownNotice mailingId={mailing.id} count={progress.data?.unknown ?? 0} />
          </>
        )}
        <Responses mailingId={mailing.id} isMoving={MOVING.includes(state)} />
        <LeavingReasons mailingId={mailing.id} />
        <Deliveries mailingId={mailing.id} />
      </Stack>
    </>
  );
}

function Actions({ mailing, state, mayWrite }: { mailing: Mailing; state: MailingState; mayWrite: boolean }) {
  const session = useSession();
  const { number } = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isStopping, setStopping] = useState(false);
  const params = { path: { id: mailing.id } };
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] });
    await queries.invalidateQueries({ queryKey: ['mailing-progress', mailing.id] });
    await queries.invalidateQueries({ queryKey: ['running-jobs'] });
  };
  const pause = useMutation({
    mutationFn: () => http.POST('/api/v1/mailings/{id}/pause', { params }),
    onSettled: refresh,
    onError: showFailure,
  });
  const resume = useMutation({
    mutationFn: () => http.POST('/api/v1/mailings/{id}/resumption', { params }),
    onSettled: refresh,
    onError: showFailure,
  });
  const copy = useMutation({
    mutationFn: async () => (await http.POST('/api/v1/mailings/{id}/copies', { params })).data,
    onSuccess: async (made) => {
      showDone('This is a new draft of it');
      if (made) await navigate({ to: '/mailings/$id', params: { id: made.id } });
    },
    onError: showFailure,
  });
  const maySend = can(session, 'mailings.send');
  const isOpen = ['preparing', 'sending', 'paused'].includes(state);
  return (
    <Group gap="xs">
      {mayWrite && state === 'paused' && (
        <Button component={Link} to={`/mailings/${mailing.id}?edit=true`} variant="default">
          Edit the text
        </Button>
      )}
      {mayWrite && !isOpen && (
        <Button variant="default" loading={copy.isPending} onClick={() => copy.mutate()}>
          Duplicate
        </Button>
      )}
      {maySend && isOpen && (
        <Button variant="default" color="red" onClick={() => setStopping(true)}>
          Stop
        </Button>
      )}
      {maySend && state === 'sending' && (
        <Button loading={pause.isPending} onClick={() => pause.mutate()}>
          Pause
        </Button>
      )}
      {maySend && state === 'paused' && (
        <Button loading={resume.isPending} onClick={() => resume.mutate()}>
          Resume
        </Button>
      )}
      <ConfirmDialog
        isOpen={isStopping}
        title="Stop it for good?"
        confirmLabel="Stop the mailing"
        cancelLabel="Let it go on"
        isDangerous
        onConfirm={async () => {
          await http.POST('/api/v1/mailings/{id}/cancellation', { params });
          await refresh();
        }}
        onClose={() => setStopping(false)}
      >
        Of {number(mailing.audience_count ?? 0)} people, those who have not had it never get it. What went out
        cannot be taken back.
      </ConfirmDialog>
    </Group>
  );
}
