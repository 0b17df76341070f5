import {
  Anchor,
  Button,
  Card,
  Group,
  Skeleton,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { Facts } from '../parts/facts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PartnerLogo } from '../partners/partner-logo';
import { sectors, type Partner } from '../partners/words';

/** How the organization presents itself, and whether it stands in the public directory. */
export function OwnProfile({ partner: { id } }: { partner: Partner }) {
  const [isEditing, editing] = useDisclosure(false);
  const queries = useQueryClient();
  const found = api.useQuery('get', '/api/v1/partners/{id}', { params: { path: { id } } });
  const keep = () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners'] });
  const keepRecord = async () => {
    await found.refetch();
    await keep();
  };
  if (found.isLoadingError)
    return <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="Your profile" />;
  if (!found.data) return <Skeleton h={200} />;
  const { data: partner } = found;
  return (
    <Card component="section" aria-labelledby={`own-profile-${id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={`own-profile-${id}`}>
          {partner.name}
        </Title>
        <Button
          variant="default"
          size="compact-sm"
          onClick={editing.open}
          aria-label={`Edit ${partner.name}`}
        >
          Edit
        </Button>
      </Group>
      <Stack gap="sm">
        <PartnerLogo partner={partner} mayWrite isOwn onChanged={() => void keepRecord()} />
        {partner.description && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {partner.description}
          </Text>
        )}
        <Facts
          facts={[
            ['Sector', sectors[partner.sector]],
            [
              'Website',
              partner.website && (
                <Anchor href={partner.website} rel="noreferrer" target="_blank" inherit>
                  {partner.website.replace(/^https?:\/\//, '')}
                </Anchor>
              ),
            ],
            ['Works in', partner.service_area],
          ]}
        />
        <Listing partner={partner} onChanged={() => void keepRecord()} />
      </Stack>
      {isEditing && <EditDrawer partner={partner} onChanged={keepRecord} onClose={editing.close} />}
    </Card>
  );
}

function Listing({ partner, onChanged }: { partner: Partner; onChanged: () => void }) {
  const { date } = useFormat();
  const { id, is_listed, listing_consented_at: since, listing_consented_by: by } = partner;
  const put = useMutation({
    mutationFn: (is_consented: boolean) =>
      http.PUT('/api/v1/partners/{id}/profile/listing', { params: { path: { id } }, body: { is_consented } }),
    onSuccess: (_, isListed) => {
      onChanged();
      showDone(isListed ? 'You are listed' : 'You are not listed any more');
    },
    onError: showFailure,
  });
  return (
    <Switch
      label="Listed in the public directory of partners"
      description={
        is_listed && since
          ? `Agreed on ${date(since)} by ${by}. Name, logo, sector, website and description are shown to everybody.`
          : 'Nobody outside is told that you are a partner, except beside what you accepted to stand beside.'
      }
      checked={is_listed}
      disabled={put.isPending}
      onChange={(event) => put.mutate(event.currentTarget.checked)}
    />
  );
}

function EditDrawer({
  partner,
  onChanged,
  onClose,
}: {
  partner: Partner;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const { id, name, website, service_area, description } = partner;
  const form = useForm({ mode: 'uncontrolled', initialValues: { name, website, service_area, description } });
  const save = async (body: ReturnType<typeof form.getValues>) => {
    await http.PATCH('/api/v1/partners/{id}/profile', { params: { path: { id } }, body });
    await onChanged();
    showDone('Saved');
  };
  return (
    <FormDrawer isOpen title={`Edit ${name}`} submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <TextInput
        label="Public name"
        withAsterisk
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <Textarea
        label="What you do"
        autosize
        minRows={3}
        key={form.key('description')}
        {...form.getInputProps('description')}
      />
      <TextInput
        label="Website"
        type="url"
        placeholder="https://"
        key={form.key('website')}
        {...form.getInputProps('website')}
      />
      <TextInput
        label="Where you work"
        key={form.key('service_area')}
        {...form.getInputProps('service_area')}
      />
    </FormDrawer>
  );
}
