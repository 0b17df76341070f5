import { Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDots, IconDownload, IconFileImport, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { type Import, PLANNED } from './words';

interface ActsProps {
  it: Import;
  refresh: () => Promise<void>;
}

/** What can be done with an import as it stands. */
export function ImportActs({ it, refresh }: ActsProps) {
  const [isStarting, starting] = useDisclosure(false);
  const [isUndoing, undoing] = useDisclosure(false);
  const { number } = useFormat();
  const params = { path: { id: it.id } };
  const cancel = useMutation({
    mutationFn: () => http.POST('/api/v1/imports/{id}/cancellation', { params }),
    onSuccess: refresh,
    onError: showFailure,
  });
  const run = async () => {
    await http.POST('/api/v1/imports/{id}/run', { params });
    await refresh();
  };
  const undo = async () => {
    await http.POST('/api/v1/imports/{id}/undo', { params });
    await refresh();
  };
  const hasErrors = (it.counts?.rejected ?? 0) + (it.counts?.with_remarks ?? 0) > 0;
  const comes = (it.counts?.new ?? 0) + (it.counts?.updated ?? 0) + (it.counts?.possible_duplicate ?? 0);
  return (
    <>
      {hasErrors && (
        <Button
          component="a"
          href={`/api/v1/imports/${it.id}/errors.csv`}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Rows to mend
        </Button>
      )}
      {it.state === 'checked' && (
        <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={starting.open}>
          Import
        </Button>
      )}
      {(it.state === 'checking' || it.state === 'running') && (
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Stop
        </Button>
      )}
      {it.undoable_until && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={undoing.open}
        >
          Undo this import
        </Button>
      )}
      {PLANNED.includes(it.state) && <Discarding it={it} />}
      <ConfirmDialog
        isOpen={isStarting}
        title={`Import ${number(comes)} people`}
        confirmLabel="Import"
        onConfirm={run}
        onClose={starting.close}
      >
        <Text>
          {number(it.counts?.new ?? 0)} new people, {number(it.counts?.updated ?? 0)} who get something new.{' '}
          {it.consent
            ? 'They are subscribed as you attested; whoever unsubscribed stays unsubscribed.'
            : 'Nobody is subscribed to anything by it.'}{' '}
          It can be undone for 30 days.
        </Text>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isUndoing}
        title="Undo this import"
        confirmLabel="Undo it"
        isDangerous
        onConfirm={undo}
        onClose={undoing.close}
      >
        <Text>
          People whom it made go, unless they did something since. What it changed becomes what it was, unless
          somebody changed it since.
        </Text>
      </ConfirmDialog>
    </>
  );
}

function Discarding({ it }: { it: Import }) {
  const [isOpen, dialog] = useDisclosure(false);
  const navigate = useNavigate();
  const discard = async () => {
    await http.DELETE('/api/v1/imports/{id}', { params: { path: { id: it.id } } });
    showDone('The file is gone');
    await navigate({ to: '/imports' });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label="More">
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={dialog.open}>
            Throw the file away
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={isOpen}
        title="Throw the file away"
        confirmLabel="Throw it away"
        isDangerous
        onConfirm={discard}
        onClose={dialog.close}
      >
        <Text>Nothing of it was imported.</Text>
      </ConfirmDialog>
    </>
  );
}
