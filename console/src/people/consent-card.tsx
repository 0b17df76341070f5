import { Button, Card, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { ConsentHistory } from './consent-history';
import { type PersonPartProps } from './person-screen';
import { channels, consentMethods, nameOf } from './words';

type Channel = 'email' | 'sms' | 'phone';
interface Values extends Record<string, unknown> {
  channel: Channel;
  answer: 'yes' | 'no';
  source: string;
}

/** What they agreed to receive, from whom, with the words behind it and when. */
export function ConsentCard({ person, mayWrite, onChanged }: PersonPartProps) {
  const [isRecording, recording] = useDisclosure(false);
  const [isWhole, whole] = useDisclosure(false);
  const { date } = useFormat();
  return (
    <Card component="section" aria-labelledby="consent">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="consent">
          Consent
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={recording.open}>
            Record
          </Button>
        )}
      </Group>
      {person.subscriptions.length === 0 && person.asked.length === 0 && (
        <Text size="sm" c="dimmed">
          They have agreed to nothing yet, so nothing is sent to them but answers to what they do.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {person.subscriptions.map((word) => (
          <li key={word.organization_id + word.channel}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {channels[word.channel] ?? word.channel}
              </Text>
              <StatusBadge tone={word.is_subscribed ? 'good' : 'bad'}>
                {word.is_subscribed ? 'Yes' : 'No'}
              </StatusBadge>
            </Group>
            <Text size="xs" c="dimmed">
              {[word.organization_name, date(word.changed_at), consentMethods[word.method ?? '']]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {word.text && (
              <Text size="xs" mt={2}>
                “{word.text}”
              </Text>
            )}
          </li>
        ))}
      </Stack>
      {person.asked.length > 0 && (
        <Stack gap="sm" component="ul" className="plain-list" mt="sm" aria-label="Asked, not confirmed">
          {person.asked.map((asked) => (
            <li key={asked.organization_id}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {channels.email}
                </Text>
                <StatusBadge tone="waiting">Not confirmed</StatusBadge>
              </Group>
              <Text size="xs" c="dimmed">
                {[
                  asked.organization_name,
                  `asked on ${date(asked.asked_at)}`,
                  `the link works until ${date(asked.expires_at)}`,
                ].join(' · ')}
              </Text>
              <Text size="xs" mt={2}>
                “{asked.text}”
              </Text>
            </li>
          ))}
        </Stack>
      )}
      <Button variant="subtle" size="compact-sm" mt="sm" onClick={whole.open}>
        Every word, as evidence
      </Button>
      {isWhole && <ConsentHistory personId={person.id} onClose={whole.close} />}
      {isRecording && (
        <RecordConsentDrawer
          person={person}
          mayWrite={mayWrite}
          onChanged={onChanged}
          onClose={recording.close}
        />
      )}
    </Card>
  );
}

function RecordConsentDrawer({ person, onChanged, onClose }: PersonPartProps & { onClose: () => void }) {
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { channel: 'email', answer: 'yes', source: '' },
  });
  const save = async ({ channel, answer, source }: Values) => {
    const { data } = await http.POST('/api/v1/people/{id}/consents', {
      params: { path: { id: person.id } },
      body: { channel, is_given: answer === 'yes', source },
    });
    if (data) onChanged(data);
    const isAsked = channel === 'email' && answer === 'yes' && (data?.asked.length ?? 0) > 0;
    showDone(isAsked ? 'They get a mail to confirm it' : 'Recorded');
  };
  return (
    <FormDrawer
      isOpen
      title={`What ${nameOf(person)} told you`}
      submitLabel="Record it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text size="sm" fw={500} id="consent-channel">
          What it is about
        </Text>
        <SegmentedControl
          aria-labelledby="consent-channel"
          data={Object.entries(channels).map(([value, label]) => ({ value, label }))}
          key={form.key('channel')}
          {...form.getInputProps('channel')}
        />
      </Stack>
      <Stack gap={4}>
        <Text size="sm" fw={500} id="consent-answer">
          What they said
        </Text>
        <SegmentedControl
          aria-labelledby="consent-answer"
          data={[
            { value: 'yes', label: 'Yes, they want it' },
            { value: 'no', label: 'No, or no longer' },
          ]}
          key={form.key('answer')}
          {...form.getInputProps('answer')}
        />
      </Stack>
      <Textarea
        label="Where and how they said so"
        description="It is kept as evidence: “Sign-up sheet of the May rally”, “By phone on 3 May”."
        withAsterisk
        autosize
        minRows={2}
        data-autofocus
        key={form.key('source')}
        {...form.getInputProps('source')}
      />
    </FormDrawer>
  );
}
