import { Button, Menu, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { statuses, type PartnerRecord, type Status } from './words';

interface StatusChangeProps {
  partner: PartnerRecord;
  onChanged: (record: PartnerRecord) => void;
}

/** Moves the partner on, to where the server says that it may go, with the reason in the timeline. */
export function StatusChange({ partner, onChanged }: StatusChangeProps) {
  const [chosen, choose] = useState<Status>();
  const form = useForm({ mode: 'uncontrolled', initialValues: { reason: '' } });
  const { id, name, next_statuses: next } = partner;
  const save = async ({ reason }: { reason: string }) => {
    if (!chosen) return;
    const { data } = await http.POST('/api/v1/partners/{id}/status-changes', {
      params: { path: { id } },
      body: { status: chosen, reason },
    });
    if (data) onChanged(data);
    showDone(`${name} is now ${statuses[chosen].label.toLowerCase()}`);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            Change status
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {next.map((status) => (
            <Menu.Item key={status} onClick={() => choose(status)}>
              {statuses[status].label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FormDrawer
        isOpen={chosen !== undefined}
        title={chosen ? `${name}: ${statuses[chosen].label}` : ''}
        submitLabel="Change status"
        form={form}
        onSave={save}
        onClose={() => choose(undefined)}
      >
        <Textarea
          label="Why"
          description="Optional. It stands in the timeline."
          autosize
          minRows={2}
          data-autofocus
          key={form.key('reason')}
          {...form.getInputProps('reason')}
        />
      </FormDrawer>
    </>
  );
}
