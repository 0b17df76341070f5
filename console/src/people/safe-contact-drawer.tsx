import { Alert, Button, Checkbox, Group, SimpleGrid, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { type Person } from './words';

type Contact = Schema<'SafeContactResource'>;
interface Values
  extends Record<string, unknown>, Omit<Contact, 'agreed_on' | 'is_overdue' | 'from_time' | 'until_time'> {
  from_time: string;
  until_time: string;
}

const DAY_MS = 86_400_000;
const PATH = '/api/v1/people/{id}/safe-contact' as const;

/** Loaded only when it is opened, because each look is written to the audit log. */
export function SafeContactDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const params = { path: { id: person.id } };
  const known = api.useQuery(
    'get',
    PATH,
    { params },
    { staleTime: Infinity, gcTime: 0, refetchOnMount: 'always' },
  );
  if (!known.data) return known.error ? null : <Skeleton h={0} />;
  return <ContactForm person={person} contact={known.data.safe_contact} onClose={onClose} />;
}

function ContactForm({
  person,
  contact,
  onClose,
}: {
  person: Person;
  contact: Contact | null;
  onClose: () => void;
}) {
  const { date } = useFormat();
  const queries = useQueryClient();
  const params = { path: { id: person.id } };
  const form = useForm<Values>({
    initialValues: {
      email: contact?.email ?? true,
      sms: contact?.sms ?? false,
      phone: contact?.phone ?? false,
      from_time: contact?.from_time ?? '',
      until_time: contact?.until_time ?? '',
      time_zone: contact?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      is_neutral: contact?.is_neutral ?? true,
      neutral_name: contact?.neutral_name ?? 'Office',
      neutral_subject: contact?.neutral_subject ?? 'A message for you',
      safe_words: contact?.safe_words ?? '',
      may_know: contact?.may_know ?? '',
      recheck_on: contact?.recheck_on ?? new Date(Date.now() + 90 * DAY_MS).toISOString().slice(0, 10),
    },
  });
  const forget = () => void queries.removeQueries({ queryKey: ['get', PATH] });
  const save = async ({ from_time, until_time, ...rest }: Values) => {
    await http.PUT(PATH, {
      params,
      body: { ...rest, from_time: from_time || null, until_time: until_time || null },
    });
    forget();
    showDone('Kept. It holds for every mail from now on');
  };
  const remove = () =>
    http
      .DELETE(PATH, { params })
      .then(() => {
        forget();
        showDone('Nothing special is agreed any more');
        onClose();
      })
      .catch(showFailure);
  const field = form.getInputProps;
  return (
    <FormDrawer
      isOpen
      title="Safe contact"
      submitLabel="Keep what was agreed"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        What they told you is safe. What they did not name is not. Every mail asks this first, receipts too.
      </Text>
      {contact?.is_overdue && (
        <Alert color="orange" title="Ask again">
          What is safe was to be asked again on {date(contact.recheck_on)}. Until then nothing is sent.
        </Alert>
      )}
      <Group>
        <Checkbox label="Mail" {...field('email', { type: 'checkbox' })} />
        <Checkbox label="Text messages" {...field('sms', { type: 'checkbox' })} />
        <Checkbox label="Calls" {...field('phone', { type: 'checkbox' })} />
      </Group>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput type="time" label="Not before" {...field('from_time')} />
        <TextInput type="time" label="Not after" {...field('until_time')} />
      </SimpleGrid>
      <TextInput label="Their time zone" withAsterisk {...field('time_zone')} />
      <Switch
        label="Neutral from outside"
        description="The mail shows another sender, subject and first line, and counts nothing. Its address stays yours."
        {...field('is_neutral', { type: 'checkbox' })}
      />
      {form.values.is_neutral && (
        <>
          <TextInput label="Sender’s name" withAsterisk {...field('neutral_name')} />
          <TextInput label="Subject and first line" withAsterisk {...field('neutral_subject')} />
        </>
      )}
      <TextInput
        label="Safe words"
        description="By which you know each other. Kept encrypted."
        {...field('safe_words')}
      />
      <TextInput
        label="Who may know that you are in touch"
        description="Kept encrypted."
        {...field('may_know')}
      />
      <TextInput
        type="date"
        label="Ask again on"
        description="Within a year. From that day nothing is sent until they were asked."
        withAsterisk
        {...field('recheck_on')}
      />
      {contact && (
        <Button variant="subtle" color="red" onClick={() => void remove()}>
          Nothing special is agreed any more
        </Button>
      )}
    </FormDrawer>
  );
}
