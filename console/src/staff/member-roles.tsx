import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { DateTime } from '../parts/values';
import { roles, type Grant, type Member } from './words';

interface MemberRolesProps {
  member: Member;
  mayChange: boolean;
  onChanged: () => Promise<unknown>;
}

/** The roles of one account, each with its end and a way to take it away. */
export function MemberRoles({ member, mayChange, onChanged }: MemberRolesProps) {
  const [removing, setRemoving] = useState<Grant>();
  const remove = async ({ id: grantId, role }: Grant) => {
    await http.DELETE('/api/v1/staff/{id}/grants/{grantId}', {
      params: { path: { id: member.id, grantId } },
    });
    await onChanged();
    showDone(`${member.name} is no longer ${roles[role].label.toLowerCase()}`);
  };
  return (
    <>
      <Stack gap="sm" component="ul" className="plain-list">
        {member.roles.map((grant) => (
          <Group key={grant.id} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm" fw={600}>
                {roles[grant.role].label}
              </Text>
              <Text size="sm" c="dimmed">
                {grant.organization_name}
                {grant.event_id && ' · for one event'}
                {grant.expires_at && (
                  <>
                    {new Date(grant.expires_at) < new Date() ? ' · ended ' : ' · until '}
                    <DateTime value={grant.expires_at} />
                  </>
                )}
              </Text>
            </div>
            {mayChange && (
              <Button
                variant="subtle"
                size="xs"
                aria-label={`Take away ${roles[grant.role].label}, ${grant.organization_name}`}
                onClick={() => setRemoving(grant)}
              >
                Take away
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title="Take this role away?"
        confirmLabel="Take the role away"
        isDangerous
        onConfirm={async () => removing && remove(removing)}
        onClose={() => setRemoving(undefined)}
      >
        {removing &&
          `${member.name} will no longer be ${roles[removing.role].label.toLowerCase()} for ${removing.organization_name}, at once.`}
      </ConfirmDialog>
    </>
  );
}
