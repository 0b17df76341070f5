import { Skeleton, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { LoadFailure } from '../parts/load-failure';
import { LocalizedField } from '../parts/localized-field';
import { languages } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { SettingsForm } from '../parts/settings-form';
import { NetworkRules } from './network-rules-form';
import { SendingRules } from './sending-rules-form';
import { SunsetRule } from './sunset-rule-form';

export function NetworkScreen() {
  const network = api.useQuery('get', '/api/v1/network');
  return (
    <>
      <PageHeader title="Network" back={{ label: 'Settings', to: '/settings' }} />
      {network.isLoadingError && (
        <LoadFailure error={network.error} onRetry={() => void network.refetch()} what="The network" />
      )}
      {network.isPending && <Skeleton h={400} maw={760} />}
      {network.data && (
        <Stack gap="lg">
          <NetworkForm network={network.data} />
          <NetworkRules />
          <SendingRules organizationId={network.data.id} />
          <SunsetRule organizationId={network.data.id} />
        </Stack>
      )}
    </>
  );
}

function NetworkForm({ network }: { network: Schema<'NetworkResource'> }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: {
      name: network.name,
      mission: network.mission,
      postal_address: network.postal_address,
      from_address: network.from_address ?? '',
      requires_two_factor: network.requires_two_factor,
    },
  });
  const save = async (body: typeof form.values) => {
    const { data } = await http.PATCH('/api/v1/network', { body });
    queries.setQueryData(['get', '/api/v1/network', {}], data);
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/session'] });
  };
  return (
    <SettingsForm title="The network" form={form} onSave={save}>
      <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
      <LocalizedField
        label="Mission"
        description="Stands at the head of the front page."
        codes={languages.map(({ code }) => code)}
        {...form.getInputProps('mission')}
      />
      <Textarea
        label="Postal address"
        description="Under every mail of chapters that have none of their own. The law asks for it (CAN-SPAM)."
        autosize
        minRows={2}
        {...form.getInputProps('postal_address')}
      />
      <TextInput
        label="Sender address"
        description="At a domain of your own. Without one, mail comes from no-reply at this site’s domain."
        type="email"
        {...form.getInputProps('from_address')}
      />
      <Switch
        label="Everybody needs a second factor"
        description="Accounts without one must set it up at their next sign-in."
        {...form.getInputProps('requires_two_factor', { type: 'checkbox' })}
      />
    </SettingsForm>
  );
}
