import { Anchor, Button, Card, Group, Select, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { FormDrawer } from '../parts/form-drawer';
import { PartnerLogo } from './partner-logo';
import { type PartnerPartProps } from './partner-screen';
import { legalTypes, optionsOf, sectors, type PartnerRecord } from './words';

export function AboutPartner({ partner, mayWrite, onChanged }: PartnerPartProps) {
  const [isEditing, editing] = useDisclosure(false);
  const { day, date } = useFormat();
  const { website, description } = partner;
  return (
    <Card component="section" aria-labelledby="about-partner">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="about-partner">
          About
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={editing.open}>
            Edit
          </Button>
        )}
      </Group>
      <PartnerLogo partner={partner} mayWrite={mayWrite} onChanged={onChanged} />
      {description && (
        <Text size="sm" mb="sm" style={{ whiteSpace: 'pre-line' }}>
          {description}
        </Text>
      )}
      <Facts
        facts={[
          ['Sector', sectors[partner.sector]],
          ['Legal type', legalTypes[partner.legal_type]],
          ['Legal name', partner.legal_name],
          [
            'Website',
            website && (
              <Anchor href={website} rel="noreferrer" target="_blank" inherit>
                {new URL(website).hostname.replace(/^www\./, '')}
              </Anchor>
            ),
          ],
          ['Works in', partner.service_area],
          ['Status since', day(partner.status_since)],
          ['Last contact', partner.last_contact_at && date(partner.last_contact_at)],
          ['Looked after by', partner.owner_name],
        ]}
      />
      {isEditing && <EditDrawer partner={partner} onChanged={onChanged} onClose={editing.close} />}
    </Card>
  );
}

interface EditDrawerProps {
  partner: PartnerRecord;
  onChanged: (record: PartnerRecord) => void;
  onClose: () => void;
}

function EditDrawer({ partner, onChanged, onClose }: EditDrawerProps) {
  const { id, name, sector, legal_type, website, service_area, description } = partner;
  const legal_name = partner.legal_name ?? '';
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name, legal_name, sector, legal_type, website, service_area, description },
  });
  const save = async (body: ReturnType<typeof form.getValues>) => {
    const { data } = await http.PATCH('/api/v1/partners/{id}', { params: { path: { id } }, body });
    if (data) onChanged(data);
    showDone('Saved');
  };
  return (
    <FormDrawer isOpen title={`Edit ${name}`} submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput label="Legal name" key={form.key('legal_name')} {...form.getInputProps('legal_name')} />
      <Select
        label="Sector"
        allowDeselect={false}
        data={optionsOf(sectors)}
        key={form.key('sector')}
        {...form.getInputProps('sector')}
      />
      <Select
        label="Legal type"
        allowDeselect={false}
        data={optionsOf(legalTypes)}
        key={form.key('legal_type')}
        {...form.getInputProps('legal_type')}
      />
      <TextInput
        label="Website"
        type="url"
        placeholder="https://"
        key={form.key('website')}
        {...form.getInputProps('website')}
      />
      <TextInput label="Works in" key={form.key('service_area')} {...form.getInputProps('service_area')} />
      <Textarea
        label="What they do"
        autosize
        minRows={3}
        key={form.key('description')}
        {...form.getInputProps('description')}
      />
    </FormDrawer>
  );
}
