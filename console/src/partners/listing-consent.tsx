import { Alert, Button, Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { type PartnerPartProps } from './partner-screen';

/** Whether the partner stands in the public directory: only with somebody's word, which is kept. */
export function ListingConsent({ partner, mayWrite, onChanged }: PartnerPartProps) {
  const [isAsking, asking] = useDisclosure(false);
  const { date } = useFormat();
  const form = useForm({ mode: 'uncontrolled', initialValues: { consented_by: '' } });
  const { id, name, is_listed, listing_consented_at: since, listing_consented_by: by, status } = partner;
  const put = async (body: { is_consented: boolean; consented_by?: string }) => {
    const { data } = await http.PUT('/api/v1/partners/{id}/listing-consent', {
      params: { path: { id } },
      body,
    });
    if (data) onChanged(data);
    showDone(body.is_consented ? `${name} agreed to be listed` : `${name} is not listed any more`);
  };
  const takeBack = useMutation({ mutationFn: () => put({ is_consented: false }), onError: showFailure });
  return (
    <Card component="section" aria-labelledby="listing">
      <Title order={2} id="listing" mb="xs">
        Public listing
      </Title>
      <Stack gap="xs" align="flex-start">
        <StatusBadge tone={is_listed ? 'good' : 'neutral'}>{is_listed ? 'Agreed' : 'Not listed'}</StatusBadge>
        <Text size="sm" c="dimmed">
          {is_listed && since
            ? `Agreed on ${date(since)} by ${by}.`
            : 'A partner stands on the public page only after somebody there agreed.'}
        </Text>
        {is_listed && status !== 'active' && <Text size="sm">It shows once the partner is active.</Text>}
        {mayWrite &&
          (is_listed ? (
            <Button
              variant="default"
              size="compact-sm"
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate()}
            >
              They took it back
            </Button>
          ) : (
            <Button variant="light" size="compact-sm" onClick={asking.open}>
              Record their agreement
            </Button>
          ))}
      </Stack>
      <FormDrawer
        isOpen={isAsking}
        title="Record their agreement"
        submitLabel="Record it"
        form={form}
        onSave={({ consented_by }) => put({ is_consented: true, consented_by })}
        onClose={asking.close}
      >
        <Alert color="gray" p="sm">
          The name, sector and website of {name} will stand on the chapter’s public page.
        </Alert>
        <TextInput
          label="Who agreed, and how"
          description="It is kept as evidence: “Maria Lopez, director, by email on 3 May”."
          withAsterisk
          data-autofocus
          key={form.key('consented_by')}
          {...form.getInputProps('consented_by')}
        />
      </FormDrawer>
    </Card>
  );
}
