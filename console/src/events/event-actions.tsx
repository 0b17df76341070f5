import { Button, Checkbox, Menu, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { type EventPartProps } from './event-screen';
import { useKeepEvent } from './use-keep-event';

/** What can be done with an event as a whole; the next step is the one button. */
export function EventActions({ event, mayWrite }: EventPartProps) {
  const session = useSession();
  const navigate = useNavigate();
  const keep = useKeepEvent(event.id);
  const [isCancelling, cancelling] = useDisclosure(false);
  const path = { params: { path: { id: event.id } } };

  const publish = async () => {
    try {
      const { data } = await http.POST('/api/v1/events/{id}/publication', path);
      keep(data);
      showDone('The event is published: people can sign up');
    } catch (cause) {
      showFailure(cause);
    }
  };
  const duplicate = async () => {
    try {
      const { data } = await http.POST('/api/v1/events/{id}/duplicates', path);
      showDone('This is the copy, as a draft');
      if (data) void navigate({ to: '/events/$id', params: { id: data.id }, search: { tab: 'shifts' } });
    } catch (cause) {
      showFailure(cause);
    }
  };
  const mayCheckIn = can(session, 'events.check-in') && event.state === 'published';
  return (
    <>
      {mayCheckIn && (
        <Button component={Link} to={`/events/${event.id}/check-in`}>
          Check in
        </Button>
      )}
      {mayWrite && event.state === 'draft' && <Button onClick={() => void publish()}>Publish</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {event.state !== 'draft' && (
            <Menu.Item component="a" href={event.url} target="_blank" rel="noreferrer">
              Open the public page
            </Menu.Item>
          )}
          <Menu.Item component={Link} to={`/events/${event.id}/print`}>
            Print the list
          </Menu.Item>
          {mayWrite && <Menu.Item onClick={() => void duplicate()}>Duplicate</Menu.Item>}
          {mayWrite && event.state !== 'cancelled' && (
            <Menu.Item color="red" onClick={cancelling.open}>
              Cancel the event…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <CancelDialog event={event} isOpen={isCancelling} onClose={cancelling.close} />
    </>
  );
}

interface CancelDialogProps extends Pick<EventPartProps, 'event'> {
  isOpen: boolean;
  onClose: () => void;
}

function CancelDialog({ event, isOpen, onClose }: CancelDialogProps) {
  const keep = useKeepEvent(event.id);
  const [notice, setNotice] = useState('');
  const [isAnnounced, setAnnounced] = useState(true);
  const isKnown = event.taken + event.waiting > 0;
  const cancel = async () => {
    const params = { path: { id: event.id } };
    const body = { notice, is_announced: isAnnounced };
    const { data } = await http.POST('/api/v1/events/{id}/cancellation', { params, body });
    keep(data);
    showDone('The event is cancelled');
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Cancel this event?"
      confirmLabel="Cancel the event"
      cancelLabel="Keep it"
      isDangerous
      onConfirm={cancel}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">
          This cannot be undone. The public page stays and says that the event is cancelled
          {isKnown ? ', and calendars are told.' : '.'}
        </Text>
        <Textarea
          label="What people should know"
          description="Stands on the page and in the email"
          autosize
          minRows={2}
          value={notice}
          onChange={(change) => setNotice(change.currentTarget.value)}
        />
        {isKnown && (
          <Checkbox
            label="Email everybody who signed up"
            checked={isAnnounced}
            onChange={(change) => setAnnounced(change.currentTarget.checked)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
