import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { DateTime } from '../parts/values';
import { type Mailing } from './words';

type Approval = Schema<'ApprovalResource'>;
type Request = NonNullable<Approval['request']>;

/** Whether a second person has to look at it; asked anew when what is sent was saved. */
export function useApproval(mailing: Mailing) {
  return api.useQuery('get', '/api/v1/mailings/{id}/approval', { params: { path: { id: mailing.id } } });
}

/** What an answer or an edit changes. */
export function useRefreshApproval() {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/approval'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] });
    await queries.invalidateQueries({ queryKey: ['running-jobs'] });
  };
}

/** Where a second person's word is asked, given or missing. Nothing for mailings that need none. */
export function ApprovalNotice({ mailing }: { mailing: Mailing }) {
  const { data } = useApproval(mailing);
  if (!data?.request || !['draft', 'held', 'scheduled', 'paused'].includes(mailing.state)) return null;
  const { request } = data;
  if (request.state === 'asked')
    return request.may_decide ? (
      <Decision mailing={mailing} approval={data} request={request} />
    ) : (
      <Asked mailing={mailing} request={request} />
    );
  if (data.need === null) return null;
  return <Answered approval={data} request={request} />;
}

function Asked({ mailing, request }: { mailing: Mailing; request: Request }) {
  const session = useSession();
  const refresh = useRefreshApproval();
  const withdraw = useMutation({
    mutationFn: () => http.DELETE('/api/v1/mailings/{id}/approval', { params: { path: { id: mailing.id } } }),
    onSuccess: () => showDone('The question is taken back'),
    onError: showFailure,
    onSettled: refresh,
  });
  return (
    <Alert color="orange" mb="md" title="It waits for a second person">
      <Text size="sm" mb="xs">
        {request.is_yours ? 'You' : request.asked_by} asked on <DateTime value={request.asked_at} />.
        Colleagues who may send were told. An edit takes the question back.
      </Text>
      {can(session, 'mailings.send') && (
        <Button
          size="compact-sm"
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          Take the question back
        </Button>
      )}
    </Alert>
  );
}

function Answered({ approval, request }: { approval: Approval; request: Request }) {
  if (request.state === 'approved')
    return (
      <Alert
        color={approval.is_allowed ? 'green' : 'orange'}
        mb="md"
        title={`${request.decided_by} approved it`}
      >
        {approval.is_allowed
          ? 'An edit takes the approval away.'
          : 'But it would go to many more people now, so it has to be approved again.'}
        {request.note && <Text size="sm">“{request.note}”</Text>}
      </Alert>
    );
  if (request.state === 'declined')
    return (
      <Alert color="red" mb="md" title={`${request.decided_by} declined it`}>
        “{request.note}”
      </Alert>
    );
  return (
    <Alert color="orange" mb="md" title="It was edited or taken back, so it is not approved">
      Ask again when it is ready.
    </Alert>
  );
}

/** What the second person sees before they answer: who sends what to how many, and what is usual. */
function Decision({
  mailing,
  approval,
  request,
}: {
  mailing: Mailing;
  approval: Approval;
  request: Request;
}) {
  const { number } = useFormat();
  const refresh = useRefreshApproval();
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (isApproved: boolean) =>
      http.POST('/api/v1/mailings/{id}/approval/decision', {
        params: { path: { id: mailing.id } },
        body: { approval_id: request.id, is_approved: isApproved, note },
      }),
    onSuccess: (_, isApproved) => showDone(isApproved ? 'You approved it' : 'You declined it'),
    onSettled: refresh,
  });
  return (
    <Alert color="orange" mb="md" title={`${request.asked_by} asks you to approve this mailing`}>
      <Stack gap="sm">
        <Text fw={600}>
          <Delta approval={approval} />
        </Text>
        <Facts
          facts={[
            ['Sender', `${mailing.sender_name} <${mailing.sender_address}>`],
            ['Subject', mailing.subject],
            [
              'Goes out',
              request.wanted_at ? (
                <DateTime value={request.wanted_at} zone={request.wanted_zone ?? undefined} />
              ) : (
                'Once you approve it'
              ),
            ],
            ['Why you are asked', why(approval, number)],
          ]}
        />
        <Textarea
          label="Note"
          description={`${request.asked_by} reads it. Who declines says why.`}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {decide.error && (
          <Text size="sm" c="red" role="alert">
            {asApiError(decide.error).fields[0]?.message ?? asApiError(decide.error).message}
          </Text>
        )}
        <Group>
          <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
            Approve for {number(approval.audience_count)} people
          </Button>
          <Button
            variant="default"
            color="red"
            disabled={note.trim() === ''}
            loading={decide.isPending}
            onClick={() => decide.mutate(false)}
          >
            Decline
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** "You normally send to 412; this is 38,900." */
export function Delta({ approval: { usual_count, audience_count } }: { approval: Approval }) {
  const { number } = useFormat();
  return usual_count === null ? (
    <>This would be the first mailing of its sender: to {number(audience_count)} people.</>
  ) : (
    <>
      You normally send to {number(usual_count)}; this is {number(audience_count)}.
    </>
  );
}

function why({ need, limit }: Approval, number: (value: number) => string): string {
  return need === 'network-wide'
    ? 'It goes beyond one organization'
    : `It goes to more than ${number(limit)} people`;
}
