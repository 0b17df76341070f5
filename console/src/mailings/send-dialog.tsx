import { Text } from '@mantine/core';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { useRefreshApproval } from './approval';
import { type Mailing } from './words';

interface SendDialogProps {
  isOpen: boolean;
  mailing: Mailing;
  audienceCount: number;
  /** Local time and zone; at once where absent. */
  when: (Schema<'SendingForm'> & { at: string }) | undefined;
  /** Then it is not sent, but a second person is asked to. */
  needsApproval: boolean;
  /** What goes out is what the server has. */
  onSave: () => Promise<boolean>;
  onClose: () => void;
}

/** The last question: the number, the subject, the time. */
export function SendDialog({
  isOpen,
  mailing,
  audienceCount,
  when,
  needsApproval,
  onSave,
  onClose,
}: SendDialogProps) {
  const { number } = useFormat();
  const refresh = useRefreshApproval();
  const { data: rules } = api.useQuery(
    'get',
    '/api/v1/sending-rules/{id}',
    { params: { path: { id: mailing.owner_id } } },
    { enabled: isOpen },
  );
  const people = `${number(audienceCount)} ${audienceCount === 1 ? 'person' : 'people'}`;
  const verb = when ? 'Schedule for' : 'Send to';
  const send = async () => {
    if (!(await onSave()))
      throw new Error('What you wrote is not saved, so nothing was sent. Look at the top of the page.');
    const params = { path: { id: mailing.id } };
    try {
      const body = when ?? {};
      await (needsApproval
        ? http.POST('/api/v1/mailings/{id}/approval', { params, body })
        : http.POST('/api/v1/mailings/{id}/sending', { params, body }));
    } catch (cause) {
      // A check that failed meanwhile names itself; its sentence is what helps.
      const error = asApiError(cause);
      throw error.fields[0] ? new Error(error.fields.map(({ message }) => message).join(' ')) : error;
    }
    showDone(needsApproval ? 'Your colleagues are asked' : when ? 'It is scheduled' : 'It is sent');
    await refresh();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={needsApproval ? `Ask for approval for ${people}?` : `${verb} ${people}?`}
      confirmLabel={needsApproval ? 'Ask for approval' : `${verb} ${people}`}
      onConfirm={send}
      onClose={onClose}
    >
      <Text fw={600}>{mailing.subject}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {when
          ? `On ${when.at.replace('T', ' at ')}, ${when.zone}. Who gets it is settled then.`
          : needsApproval
            ? 'Colleagues who may send are told, and one of them approves it or says why not. Once approved it goes out by itself.'
            : leaving(rules?.undo_minutes ?? 0)}
      </Text>
    </ConfirmDialog>
  );
}

/** What "send" means here. */
function leaving(minutes: number): string {
  if (minutes === 0)
    return 'It begins at once. You can pause or stop it; what went out cannot be taken back.';
  const time = minutes === 1 ? 'one minute' : `${minutes} minutes`;
  return `Nothing leaves for ${time}: so long you can undo it. Then it begins, and what went out cannot be taken back.`;
}
