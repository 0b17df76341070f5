import { NumberInput, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { SettingsForm } from '../parts/settings-form';

/** What guards an organization against a mailing that should not have gone out. */
export function SendingRules({ organizationId }: { organizationId: string }) {
  const params = { path: { id: organizationId } };
  const rules = api.useQuery('get', '/api/v1/sending-rules/{id}', { params });
  if (rules.isLoadingError)
    return (
      <LoadFailure error={rules.error} onRetry={() => void rules.refetch()} what="The rules of sending" />
    );
  return rules.data ? <RulesForm rules={rules.data} /> : <Skeleton h={220} maw={760} />;
}

function RulesForm({ rules }: { rules: Schema<'SendingRulesResource'> }) {
  const queries = useQueryClient();
  const { number } = useFormat();
  const form = useForm<{ undo_minutes: number | string; approval_over: number | string }>({
    initialValues: { undo_minutes: rules.undo_minutes, approval_over: rules.approval_over ?? '' },
  });
  const save = async ({ undo_minutes, approval_over }: typeof form.values) => {
    const params = { path: { id: rules.organization_id } };
    const body = {
      undo_minutes: Number(undo_minutes),
      approval_over: approval_over === '' ? null : Number(approval_over),
    };
    const { data } = await http.PUT('/api/v1/sending-rules/{id}', { params, body });
    queries.setQueryData(['get', '/api/v1/sending-rules/{id}', { params }], data);
  };
  return (
    <SettingsForm title="Before a mailing leaves" form={form} onSave={save}>
      <NumberInput
        label="Minutes to undo"
        description="So long nothing leaves after “Send”. 0 sends at once."
        min={0}
        max={60}
        allowDecimal={false}
        {...form.getInputProps('undo_minutes')}
      />
      <NumberInput
        label="A second person approves mailings to more than"
        description={`People. Empty for the limit of the network: ${number(rules.network_approval_over)}. A higher one of your own changes nothing.`}
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        {...form.getInputProps('approval_over')}
      />
    </SettingsForm>
  );
}
