import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { type Mailing } from './words';

interface SendDialogProps {
  isOpen: boolean;
  mailing: Mailing;
  audienceCount: number;
  /** Local time and zone; at once where absent. */
  when: (Schema<'SendingForm'> & { at: string }) | undefined;
  onClose: () => void;
}

/** The last question: the number, the subject, the time. */
export function SendDialog({ isOpen, mailing, audienceCount, when, onClose }: SendDialogProps) {
  const { number } = useFormat();
  const queries = useQueryClient();
  const { data: rules } = api.useQuery(
    'get',
    '/api/v1/sending-rules/{id}',
    { params: { path: { id: mailing.owner_id } } },
    { enabled: isOpen },
  );
  const people = `${number(audienceCount)} ${audienceCount === 1 ? 'person' : 'people'}`;
  const send = async () => {
    const params = { path: { id: mailing.id } };
    try {
      await http.POST('/api/v1/mailings/{id}/sending', { params, body: when ?? {} });
    } catch (cause) {
      // A check that failed meanwhile names itself; its sentence is what helps.
      const error = asApiError(cause);
      throw error.fields[0] ? new Error(error.fields.map(({ message }) => message).join(' ')) : error;
    }
    showDone(when ? 'It is scheduled' : 'It is sent');
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}'] });
    await queries.invalidateQueries({ queryKey: ['running-jobs'] });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={when ? `Schedule for ${people}?` : `Send to ${people}?`}
      confirmLabel={when ? `Schedule for ${people}` : `Send to ${people}`}
      onConfirm={send}
      onClose={onClose}
    >
      <Text fw={600}>{mailing.subject}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {when
          ? `On ${when.at.replace('T', ' at ')}, ${when.zone}. Who gets it is settled then.`
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
