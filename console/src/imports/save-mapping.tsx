import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { type PlanFormApi, sentPlan } from './plan-values';
import { type Import } from './words';

/** Remembers what the columns are: the next file with the same headings is matched by it. */
export function SaveMapping({ it, form }: { it: Import; form: PlanFormApi }) {
  const [isOpen, popover] = useDisclosure(false);
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: async () => {
      const { mapping } = sentPlan(form.getValues());
      await http.PATCH('/api/v1/imports/{id}', { params: { path: { id: it.id } }, body: { mapping } });
      await http.POST('/api/v1/import-mappings', { body: { import_id: it.id, name } });
    },
    onSuccess: () => {
      showDone('Remembered for the next file of this kind');
      popover.close();
    },
    onError: showFailure,
  });
  return (
    <Group>
      <Popover
        opened={isOpen}
        onChange={popover.toggle}
        trapFocus
        returnFocus
        position="bottom-start"
        withinPortal
      >
        <Popover.Target>
          <Button variant="default" size="xs" onClick={popover.toggle}>
            Remember these columns
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Remember these columns">
          <Stack gap="xs">
            <TextInput
              label="Name"
              description="Such as “Volunteer sheet”."
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Button size="xs" disabled={!name.trim()} loading={save.isPending} onClick={() => save.mutate()}>
              Remember
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
