import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { useOpenable } from '../frame/use-sections';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { EditRoleDrawer } from './edit-role-drawer';
import { NewRoleDrawer } from './new-role-drawer';
import { type PartnerPartProps } from './partner-screen';
import { roles, type Holder } from './words';

/** Who does what at the partner, now and before. */
export function PartnerPeople({ partner, mayWrite, onChanged }: PartnerPartProps) {
  const [isAdding, adding] = useDisclosure(false);
  const [ending, setEnding] = useState<Holder>();
  const [editing, setEditing] = useState<Holder>();
  const today = new Date().toISOString().slice(0, 10);
  const isOver = ({ ends_on }: Holder) => ends_on !== null && ends_on <= today;
  const now = partner.roles.filter((holder) => !isOver(holder));
  const before = partner.roles.filter(isOver);
  const end = async ({ id: roleId, name, role }: Holder) => {
    const { data } = await http.DELETE('/api/v1/partners/{id}/roles/{roleId}', {
      params: { path: { id: partner.id, roleId } },
    });
    if (data) onChanged(data);
    showDone(`${name} is no longer ${roles[role].toLowerCase()}`);
  };
  return (
    <Card component="section" aria-labelledby="partner-people">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="partner-people">
          People
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={adding.open}>
            Add
          </Button>
        )}
      </Group>
      {partner.roles.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody has a role here yet.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {now.map((holder) => (
          <HolderRow
            key={holder.id}
            holder={holder}
            onEdit={mayWrite ? () => setEditing(holder) : undefined}
            onEnd={mayWrite ? () => setEnding(holder) : undefined}
          />
        ))}
      </Stack>
      {before.length > 0 && (
        <>
          <Title order={3} size="sm" mt="md" mb={4}>
            Before
          </Title>
          <Stack gap="sm" component="ul" className="plain-list">
            {before.map((holder) => (
              <HolderRow
                key={holder.id}
                holder={holder}
                onEdit={mayWrite ? () => setEditing(holder) : undefined}
              />
            ))}
          </Stack>
        </>
      )}
      <NewRoleDrawer partner={partner} onChanged={onChanged} isOpen={isAdding} onClose={adding.close} />
      {editing && (
        <EditRoleDrawer
          partner={partner}
          holder={editing}
          onChanged={onChanged}
          onClose={() => setEditing(undefined)}
        />
      )}
      <ConfirmDialog
        isOpen={ending !== undefined}
        title="End this role?"
        confirmLabel="End the role today"
        onConfirm={async () => ending && end(ending)}
        onClose={() => setEnding(undefined)}
      >
        {ending?.name} will no longer be {ending && roles[ending.role].toLowerCase()} at {partner.name}. It
        stays in the record.
      </ConfirmDialog>
    </Card>
  );
}

interface HolderRowProps {
  holder: Holder;
  onEdit?: () => void;
  onEnd?: () => void;
}

function HolderRow({ holder, onEdit, onEnd }: HolderRowProps) {
  const { day } = useFormat();
  const { person_id, name, role, title, email, starts_on, ends_on } = holder;
  const href = useOpenable()(`/people/${person_id}`);
  const term = ends_on ? `${day(starts_on)} to ${day(ends_on)}` : `since ${day(starts_on)}`;
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {href ? (
          <Anchor component={Link} to={href} size="sm" fw={600}>
            {name}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        )}
        <Text size="sm">{[roles[role], title].filter(Boolean).join(' · ')}</Text>
        <Text size="xs" c="dimmed">
          {[email, term].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Group gap={4} flex="none">
        {onEdit && (
          <Button
            variant="subtle"
            size="compact-xs"
            color="gray"
            onClick={onEdit}
            aria-label={`Edit the role of ${name}`}
          >
            Edit
          </Button>
        )}
        {onEnd && (
          <Button
            variant="subtle"
            size="compact-xs"
            color="gray"
            onClick={onEnd}
            aria-label={`End the role of ${name}`}
          >
            End
          </Button>
        )}
      </Group>
    </Group>
  );
}
