import { NumberInput, Select, Skeleton, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { LoadFailure } from '../parts/load-failure';
import { SettingsForm } from '../parts/settings-form';

type Rules = Schema<'NetworkRulesResource'>;

const passes: Record<Rules['cap_passes'], string> = {
  nobody: 'Nobody’s',
  'network-urgent': 'Urgent ones of the network itself',
  urgent: 'Urgent ones of anybody',
};

const views: Record<Rules['calendar'], string> = {
  own: 'Nothing',
  times: 'Who mails, and when',
  overlaps: 'Who mails, when, and about how many people subscribe to both',
};

/** What holds for mail of everybody in the network. */
export function NetworkRules() {
  const rules = api.useQuery('get', '/api/v1/network/sending-rules');
  if (rules.isLoadingError)
    return <LoadFailure error={rules.error} onRetry={() => void rules.refetch()} what="The rules of mail" />;
  return rules.data ? <RulesForm rules={rules.data} /> : <Skeleton h={400} maw={760} />;
}

function RulesForm({ rules }: { rules: Rules }) {
  const queries = useQueryClient();
  const form = useForm<
    Omit<Rules, 'approval_over' | 'cap_mails' | 'cap_days'> & Record<Figure, number | string>
  >({
    initialValues: { ...rules, cap_mails: rules.cap_mails ?? '' },
  });
  const save = async (values: typeof form.values) => {
    const body = {
      ...values,
      approval_over: Number(values.approval_over),
      cap_mails: values.cap_mails === '' ? null : Number(values.cap_mails),
      cap_days: Number(values.cap_days),
    };
    const { data } = await http.PUT('/api/v1/network/sending-rules', { body });
    queries.setQueryData(['get', '/api/v1/network/sending-rules', {}], data);
  };
  return (
    <SettingsForm
      title="Mail of the whole network"
      description="Binds every chapter and partner. Receipts and confirmations never count."
      form={form}
      onSave={save}
    >
      <NumberInput
        label="A second person approves mailings to more than"
        description="People. A chapter can ask for approval earlier, never later. A mailing of the network itself, or to people of several organizations, always needs it."
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        {...form.getInputProps('approval_over')}
      />
      <NumberInput
        label="Most mailings that one person gets"
        description="From all chapters and partners together; who has had so many is left out. Empty for no cap."
        min={1}
        max={100}
        allowDecimal={false}
        {...form.getInputProps('cap_mails')}
      />
      <NumberInput
        label="Within so many days"
        min={1}
        max={31}
        allowDecimal={false}
        {...form.getInputProps('cap_days')}
      />
      <Select
        label="Mailings that go out although the cap is reached"
        data={Object.entries(passes).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps('cap_passes')}
      />
      <Select
        label="What organizations see of each other’s mailings"
        description="So that two do not mail the same people on one day. Names and texts of mailings are never shown."
        data={Object.entries(views).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps('calendar')}
      />
      <Switch
        label="Tell us by mail when any group sends"
        description="To the administrators of the network: who sends, what, and to how many. Never to whom."
        {...form.getInputProps('is_told_of_sends', { type: 'checkbox' })}
      />
      <Switch
        label="Chapters may send by mail servers of their own"
        description="Their administrators enter them under Settings, Mail servers. Otherwise only the network’s are used."
        {...form.getInputProps('allows_own_relays', { type: 'checkbox' })}
      />
    </SettingsForm>
  );
}

type Figure = 'approval_over' | 'cap_mails' | 'cap_days';
