import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http, type Schema } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { type Mailing, type MailingState } from './words';

/** What can still be done about a mailing that has begun. */
export function ResultActions({
  mailing,
  state,
  mayWrite,
}: {
  mailing: Mailing;
  state: MailingState;
  mayWrite: boolean;
}) {
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
    mutationFn: async (to: Schema<'MailingCopy'>['to']) =>
      (await http.POST('/api/v1/mailings/{id}/copies', { params, body: { to } })).data,
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
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              loading={copy.isPending}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Duplicate
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => copy.mutate('same')}>For the same audience</Menu.Item>
            {mailing.started_at && (
              <>
                <Menu.Item onClick={() => copy.mutate('not-acted')}>For those who did not act</Menu.Item>
                {mailing.is_tracked && (
                  <Menu.Item onClick={() => copy.mutate('not-clicked')}>
                    For those who followed no link
                  </Menu.Item>
                )}
              </>
            )}
          </Menu.Dropdown>
        </Menu>
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
