import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { meetingKinds, type MeetingRecord } from './words';
import { StatusWarning } from '../people/status-warning';

interface MeetingDrawerProps {
  /** The meeting to change; without one, a new one is written down and opened. */
  meeting?: MeetingRecord;
  onClose: () => void;
}

export function MeetingDrawer({ meeting, onClose }: MeetingDrawerProps) {
  const session = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const owners = ownersWith(session, 'partners.write');
  const form = useForm({
    initialValues: {
      owner_id: meeting?.owner_id ?? chapter?.id ?? session.chapters[0]?.id ?? '',
      held_on: meeting?.held_on ?? new Intl.DateTimeFormat('en-CA').format(new Date()),
      kind: meeting?.kind ?? ('coalition' as const),
      title: meeting?.title ?? '',
      notes: meeting?.notes ?? '',
    },
  });
  const save = async ({ owner_id, ...values }: ReturnType<typeof form.getValues>) => {
    if (meeting) {
      await http.PATCH('/api/v1/meetings/{id}', { params: { path: { id: meeting.id } }, body: values });
      showDone('Saved');
    } else {
      const { data } = await http.POST('/api/v1/meetings', { body: { ...values, owner_id } });
      if (data) void navigate({ to: '/partners/meetings/$id', params: { id: data.id } });
    }
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/meetings'] });
    if (meeting) await queries.invalidateQueries({ queryKey: ['get', '/api/v1/meetings/{id}'] });
  };
  return (
    <FormDrawer
      isOpen
      title={meeting ? 'Edit the meeting' : 'Write down a meeting'}
      submitLabel={meeting ? 'Save' : 'Save and tick who came'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput label="Title" withAsterisk data-autofocus {...form.getInputProps('title')} />
      <TextInput label="Day" withAsterisk type="date" {...form.getInputProps('held_on')} />
      <Select
        label="Kind"
        description="Every partner is expected at a coalition meeting; the health of partners counts those."
        allowDeselect={false}
        data={optionsOf(meetingKinds)}
        {...form.getInputProps('kind')}
      />
      {!meeting && owners.length > 1 && (
        <Select label="Held by" allowDeselect={false} data={owners} {...form.getInputProps('owner_id')} />
      )}
      <Textarea
        label="Notes"
        description="For your own staff; partners do not read them."
        autosize
        minRows={4}
        {...form.getInputProps('notes')}
      />
      <StatusWarning text={form.values.notes} />
    </FormDrawer>
  );
}
