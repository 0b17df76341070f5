import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { api, http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { type PersonPartProps } from './person-screen';

const PATH = '/api/v1/people/{id}/relay' as const;

/** Of a sealed record: an address that stands in the place of their own, for everybody. */
export function RelayContact({ person, onChanged }: Omit<PersonPartProps, 'mayWrite'>) {
  const { date } = useFormat();
  const [isStarting, starting] = useDisclosure(false);
  const [isEnding, ending] = useDisclosure(false);
  const params = { path: { id: person.id } };
  const known = api.useQuery('get', PATH, { params });
  if (!known.data) return null;
  const { relay, missing } = known.data;
  const renew = async (): Promise<void> => {
    await known.refetch();
    const { data } = await http.GET('/api/v1/people/{id}', { params });
    if (data) onChanged(data);
  };
  return (
    <div>
      <Text size="sm" fw={600}>
        Relay address
      </Text>
      {relay ? (
        <>
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {relay.address}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            Since {date(relay.started_at)}. Write to it from the address that you sign in by; answers come to
            you. Files are not passed on.
          </Text>
          <Group gap="xs" mt="xs">
            <CopyButton value={relay.address}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-sm" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
            <Button variant="subtle" color="red" size="compact-sm" onClick={ending.open}>
              End the relay
            </Button>
          </Group>
        </>
      ) : (
        <>
          <Text size="xs" c="dimmed">
            {missing ?? 'Hides their own address from everybody, you too.'}
          </Text>
          {!missing && (
            <Button variant="default" size="compact-sm" mt="xs" onClick={starting.open}>
              Use a relay
            </Button>
          )}
        </>
      )}
      {isStarting && <StartRelay person={person} onClose={starting.close} onStarted={renew} />}
      <ConfirmDialog
        isOpen={isEnding}
        title="End the relay?"
        confirmLabel="End it now"
        isDangerous
        onConfirm={async () => {
          await http.DELETE(PATH, { params });
          await renew();
          showDone('The relay has ended');
        }}
        onClose={ending.close}
      >
        At once nothing goes to them, and nothing they write comes. Their own address is forgotten: to write
        to them again you must ask them for it.
      </ConfirmDialog>
    </div>
  );
}

function StartRelay({
  person,
  onClose,
  onStarted,
}: Pick<PersonPartProps, 'person'> & { onClose: () => void; onStarted: () => Promise<void> }) {
  const form = useForm({ initialValues: { address: '' } });
  const [known] = person.emails;
  const start = async ({ address }: { address: string }): Promise<void> => {
    await http.POST(PATH, { params: { path: { id: person.id } }, body: known ? {} : { address } });
    await onStarted();
    showDone('Their own address is hidden');
  };
  return (
    <FormDrawer
      isOpen
      title="Use a relay"
      submitLabel="Hide their address"
      form={form}
      onSave={start}
      onClose={onClose}
    >
      <Text size="sm">
        The record gets an address of the relay. Mail to it reaches them, with a neutral sender and subject;
        what they answer comes to you from the relay. Only who may open this record can write to it.
      </Text>
      <Text size="sm">
        Their own address is kept encrypted, and nobody is shown it again. It is taken out of this record, its
        history, and what they signed or were sent here. Imports that named them and stored exports of your
        organization are removed.
      </Text>
      {known ? (
        <Text size="sm">
          It hides <strong>{known.address}</strong>.
        </Text>
      ) : (
        <TextInput
          type="email"
          label="Their own address"
          withAsterisk
          autoComplete="off"
          {...form.getInputProps('address')}
        />
      )}
    </FormDrawer>
  );
}
