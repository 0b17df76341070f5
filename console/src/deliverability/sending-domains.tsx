import { Button, Card, Group, Progress, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { useSender } from '../mailings/use-new-mailing';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { RelativeTime } from '../parts/values';
import { DomainFindings, DomainStatus } from './domain-findings';

type Domain = Schema<'SendingDomainResource'>;

const LIST = ['get', '/api/v1/sending-domains'] as const;

/** Domains that mail is sent from: the record that proves them, and how new ones begin. */
export function SendingDomains() {
  const [isAdding, adding] = useDisclosure(false);
  const { data } = api.useQuery(...LIST);
  const { mail } = useSession();
  return (
    <Card component="section" aria-labelledby="domains">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="domains">
          Sending domains
        </Title>
        <Button variant="default" size="xs" onClick={adding.open}>
          Add a domain
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        Providers look at these records before they take mailings, so we look first.{' '}
        {mail === 'mailbox'
          ? 'Here nothing leaves this machine, so nothing waits for them.'
          : 'Mailings wait for what is missing; tests and receipts go out.'}
      </Text>
      {data?.data.length === 0 && <Text size="sm">None yet: what goes out is not signed by you.</Text>}
      <Stack gap="lg">
        {data?.data.map((domain) => (
          <DomainItem key={domain.id} domain={domain} />
        ))}
      </Stack>
      <AddDomain isOpen={isAdding} onClose={adding.close} />
    </Card>
  );
}

function DomainItem({ domain }: { domain: Domain }) {
  const queries = useQueryClient();
  const [asks, setAsks] = useState<'remove' | 'warm' | null>(null);
  const path = { id: domain.id };
  const again = () => queries.invalidateQueries({ queryKey: LIST });
  const check = useMutation({
    mutationFn: () => http.POST('/api/v1/sending-domains/{id}/checks', { params: { path } }),
    onSuccess: again,
    onError: showFailure,
  });
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {domain.domain}
        </Title>
        <DomainStatus of={domain} />
      </Group>
      <DomainFindings of={domain} />
      {domain.warm_up && <WarmUp of={domain.warm_up} />}
      <Group gap="xs" mt="xs">
        <Button size="xs" loading={check.isPending} onClick={() => check.mutate()}>
          {domain.checked_at ? 'Look again' : 'Look at its records'}
        </Button>
        {domain.warm_up && (
          <Button size="xs" variant="default" onClick={() => setAsks('warm')}>
            It has sent before
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setAsks('remove')}>
          Remove
        </Button>
        {domain.checked_at && (
          <Text size="sm" c="dimmed">
            Last look <RelativeTime value={domain.checked_at} />
          </Text>
        )}
      </Group>
      <ConfirmDialog
        isOpen={asks === 'warm'}
        title={`Has ${domain.domain} sent mailings before?`}
        confirmLabel="End the daily limit"
        onConfirm={async () => {
          await http.DELETE('/api/v1/sending-domains/{id}/warm-up', { params: { path } });
          await again();
          showDone(`${domain.domain} has no daily limit any more`);
        }}
        onClose={() => setAsks(null)}
      >
        Only then is it safe to send to everybody at once. From a domain that nobody knows, receivers take it
        for an attack, and remember it for weeks.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === 'remove'}
        title={`Remove ${domain.domain}?`}
        confirmLabel="Remove the domain"
        isDangerous
        onConfirm={async () => {
          await http.DELETE('/api/v1/sending-domains/{id}', { params: { path } });
          await again();
          showDone(`${domain.domain} was removed`);
        }}
        onClose={() => setAsks(null)}
      >
        Its key is forgotten and its mail goes out unsigned. Added again, it gets another record.
      </ConfirmDialog>
    </div>
  );
}

function WarmUp({ of }: { of: NonNullable<Domain['warm_up']> }) {
  const { number } = useFormat();
  const said = `${number(of.sent_today)} of ${number(of.most_today)} today`;
  return (
    <div>
      <Text size="sm" mt="sm">
        Day {of.day} of {of.days}: a new domain begins slowly. Mailings sent {said}; what is left goes on
        tomorrow by itself, and the limit grows each day.
      </Text>
      <Progress value={(100 * of.sent_today) / of.most_today} my={6} aria-label={said} />
    </div>
  );
}

function AddDomain({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const sender = useSender();
  const queries = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { domain: '' } });
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add a domain"
      submitLabel="Make its record"
      form={form}
      onSave={async ({ domain }) => {
        await http.POST('/api/v1/sending-domains', { body: { organization_id: sender ?? '', domain } });
        await queries.invalidateQueries({ queryKey: LIST });
      }}
      onClose={onClose}
    >
      <TextInput
        label="Domain"
        description="What stands after the @ of the sender address, such as example.org."
        withAsterisk
        data-autofocus
        key={form.key('domain')}
        {...form.getInputProps('domain')}
      />
    </FormDrawer>
  );
}
