import { ActionIcon, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconClock, IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { type EventPartProps } from './event-screen';
import { Places } from './events-table';
import { ShiftDrawer } from './shift-drawer';
import { useKeepEvent } from './use-keep-event';
import { type Shift } from './words';

export function EventShifts({ event, mayWrite }: EventPartProps) {
  // A shift that is edited, 'new', or none.
  const [editing, setEditing] = useState<Shift | 'new'>();
  const mayAdd = mayWrite && event.state !== 'cancelled';
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      Add a shift
    </Button>
  );
  return (
    <Stack gap="sm" maw={760}>
      {event.shifts.length === 0 ? (
        <Card>
          <EmptyState
            icon={IconClock}
            title="Say when it is"
            description="An event has at least one shift: when it begins and ends, and how many people there is room for. People may sign up for several."
            action={mayAdd && add}
          />
        </Card>
      ) : (
        <>
          {mayAdd && <Group>{add}</Group>}
          {event.shifts.map((shift) => (
            <ShiftCard
              key={shift.id}
              event={event}
              shift={shift}
              mayWrite={mayAdd}
              onEdit={() => setEditing(shift)}
            />
          ))}
        </>
      )}
      {editing && (
        <ShiftDrawer
          event={event}
          shift={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Stack>
  );
}

interface ShiftCardProps extends EventPartProps {
  shift: Shift;
  onEdit: () => void;
}

function ShiftCard({ event, shift, mayWrite, onEdit }: ShiftCardProps) {
  const { zonedDateTime, zonedTime, locale } = useFormat();
  const keep = useKeepEvent(event.id);
  const remove = async () => {
    try {
      const { data } = await http.DELETE('/api/v1/shifts/{id}', { params: { path: { id: shift.id } } });
      keep(data);
      showDone('The shift was removed');
    } catch (cause) {
      showFailure(cause);
    }
  };
  const when = `${zonedDateTime(shift.starts_at, event.time_zone)} – ${zonedTime(shift.ends_at, event.time_zone)}`;
  const isNamed = Object.values(shift.name).some(Boolean);
  return (
    <Card component="section" aria-label={when}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <Title order={2} size="h4">
            {isNamed ? localized(shift.name, locale) : when}
          </Title>
          {isNamed && <Text size="sm">{when}</Text>}
        </div>
        {mayWrite && (
          <Group gap={4} wrap="nowrap">
            <Button variant="subtle" size="compact-sm" onClick={onEdit}>
              Edit
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" aria-label={`More for ${when}`}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item color="red" onClick={() => void remove()}>
                  Remove the shift
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        )}
      </Group>
      <Places event={shift} />
    </Card>
  );
}
