import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { type AgreementPartProps } from './agreement-screen';
import { type Party } from './words';

/** Who is bound by it, and who signed for them. */
export function AgreementParties({ agreement, mayWrite, onChanged }: AgreementPartProps) {
  const { day } = useFormat();
  const [signing, setSigning] = useState<Party>();
  return (
    <Card component="section" aria-labelledby="agreement-parties">
      <Title order={2} id="agreement-parties" mb="xs">
        Parties
      </Title>
      <Stack component="ul" className="plain-list" gap="sm">
        {agreement.parties.map((party) => (
          <Group
            key={party.organization_id}
            component="li"
            justify="space-between"
            wrap="nowrap"
            align="flex-start"
          >
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text size="sm" fw={600}>
                {party.name}
              </Text>
              <Text size="sm" c={party.signed_on ? undefined : 'dimmed'}>
                {party.signed_on
                  ? `Signed by ${party.signed_by} on ${day(party.signed_on)}`
                  : 'Not signed yet'}
              </Text>
            </div>
            {mayWrite && agreement.is_changeable && (
              <Button
                variant={party.signed_on ? 'subtle' : 'light'}
                size="compact-sm"
                flex="none"
                onClick={() => setSigning(party)}
                aria-label={`Record the signature of ${party.name}`}
              >
                {party.signed_on ? 'Change' : 'Record the signature'}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {signing && (
        <SignatureDrawer
          agreement={agreement}
          party={signing}
          onChanged={onChanged}
          onClose={() => setSigning(undefined)}
        />
      )}
    </Card>
  );
}

function SignatureDrawer({
  agreement: { id },
  party: { organization_id: organizationId, name, signed_by, signed_on },
  onChanged,
  onClose,
}: Omit<AgreementPartProps, 'mayWrite'> & { party: Party; onClose: () => void }) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { signed_by, signed_on: signed_on ?? '' } });
  const save = async (body: { signed_by: string; signed_on: string }) => {
    const { data } = await http.PUT('/api/v1/agreements/{id}/signatures/{organizationId}', {
      params: { path: { id, organizationId } },
      body,
    });
    if (data) onChanged(data);
    showDone(`${name} has signed`);
  };
  return (
    <FormDrawer
      isOpen
      title={`${name} signed`}
      submitLabel="Record it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Who signed, with their title"
        placeholder="Maria Lopez, director"
        withAsterisk
        data-autofocus
        key={form.key('signed_by')}
        {...form.getInputProps('signed_by')}
      />
      <TextInput
        label="On"
        type="date"
        withAsterisk
        key={form.key('signed_on')}
        {...form.getInputProps('signed_on')}
      />
    </FormDrawer>
  );
}
