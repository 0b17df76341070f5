import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { type GroupPartProps } from './group-screen';
import { NewMemberDrawer } from './new-member-drawer';
import { groupRoles, type Member } from './words';

/** Who is in the group, the chair first; who has left stays on record. */
export function GroupMembers({ group, mayWrite, onChanged }: GroupPartProps) {
  const [isAdding, adding] = useDisclosure(false);
  const [ending, end] = useState<Member>();
  const promote = useMutation({
    mutationFn: async ({ id: memberId, name, role }: Member) => {
      const next = role === 'chair' ? 'member' : 'chair';
      const params = { path: { id: group.id, memberId } };
      await http.PATCH('/api/v1/working-groups/{id}/members/{memberId}', { params, body: { role: next } });
      await onChanged();
      showDone(next === 'chair' ? `${name} chairs the group` : `${name} is a member`);
    },
    onError: showFailure,
  });
  const leave = async ({ id: memberId, name }: Member) => {
    const until = new Intl.DateTimeFormat('en-CA').format(new Date());
    const params = { path: { id: group.id, memberId } };
    await http.PATCH('/api/v1/working-groups/{id}/members/{memberId}', { params, body: { until } });
    await onChanged();
    showDone(`${name} has left the group`);
  };
  return (
    <Card component="section" aria-labelledby="group-members">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="group-members">
          Members
        </Title>
        {mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={adding.open}>
            Add
          </Button>
        )}
      </Group>
      {group.members.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody yet.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {group.members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            onPromote={mayWrite ? () => !promote.isPending && promote.mutate(member) : undefined}
            onEnd={mayWrite ? () => end(member) : undefined}
          />
        ))}
      </Stack>
      {isAdding && <NewMemberDrawer group={group} onChanged={onChanged} onClose={adding.close} />}
      <ConfirmDialog
        isOpen={ending !== undefined}
        title="End this membership?"
        confirmLabel="End it today"
        onConfirm={async () => ending && leave(ending)}
        onClose={() => end(undefined)}
      >
        {ending?.name} gets no more of the group’s mail. The membership stays on record.
      </ConfirmDialog>
    </Card>
  );
}

interface MemberRowProps {
  member: Member;
  /** Makes a member the chair, and the chair a member. */
  onPromote?: () => void;
  onEnd?: () => void;
}

function MemberRow({ member, onPromote, onEnd }: MemberRowProps) {
  const { day } = useFormat();
  const { person_id, name, role, email, since, until, is_subscribed } = member;
  const mail = is_subscribed === null ? 'partner' : is_subscribed ? 'on the list' : 'not on the list';
  return (
    <li>
      <div style={{ overflowWrap: 'anywhere' }}>
        {person_id ? (
          <Anchor component={Link} to={`/people/${person_id}`} size="sm" fw={600}>
            {name}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {[
            role === 'chair' && groupRoles.chair,
            until ? `${day(since)} to ${day(until)}` : `since ${day(since)}`,
            email,
            !until && mail,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {!until && (
        <Group gap="xs" ml={-8} mt={2}>
          {onPromote && person_id && (
            <RowButton
              label={role === 'chair' ? 'Make a member' : 'Make chair'}
              name={name}
              onClick={onPromote}
            />
          )}
          {onEnd && <RowButton label="End" name={name} onClick={onEnd} />}
        </Group>
      )}
    </li>
  );
}

function RowButton({ label, name, onClick }: { label: string; name: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={onClick}
      aria-label={`${label}: ${name}`}
    >
      {label}
    </Button>
  );
}
