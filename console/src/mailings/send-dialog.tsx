import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
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
  when: { at: string; zone: string } | undefined;
  onClose: () => void;
}

/** The last question: the number, the subject, the time. */
export function SendDialog({ isOpen, mailing, audienceCount, when, onClose }: SendDialogProps) {
  const { number } = useFormat();
  const queries = useQueryClient();
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
    showDone(when ? 'It is scheduled' : 'It is on its way');
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
          : 'It begins at once. You can pause or stop it; what went out cannot be taken back.'}
      </Text>
    </ConfirmDialog>
  );
}
