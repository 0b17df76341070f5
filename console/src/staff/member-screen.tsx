import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Facts } from '../parts/facts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { AddRoleDrawer } from './add-role-drawer';
import { MemberRoles } from './member-roles';
import { states, type Member } from './words';

/** One account: its state and its roles, as far as the reader may see them. */
export function MemberScreen() {
  const { id } = useParams({ from: '/team/$id' });
  const params = { path: { id } };
  const query = api.useQuery('get', '/api/v1/staff/{id}', { params });
  const queries = useQueryClient();
  const mayManage = can(useSession(), 'staff.manage');
  const [isAdding, adding] = useDisclosure(false);
  const [isDisabling, disabling] = useDisclosure(false);
  const [isSending, setSending] = useState(false);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['get', '/api/v1/staff/{id}'] }),
      queries.invalidateQueries({ queryKey: ['get', '/api/v1/staff'] }),
    ]);
  if (query.isLoadingError)
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} what="This account" />;
  if (!query.data) return <Skeleton h={240} />;
  const member = query.data;
  const mayChange = mayManage && !member.is_you;

  const invite = async () => {
    setSending(true);
    try {
      await http.POST('/api/v1/staff/{id}/invitation', { params });
      showDone(`A new invitation is on its way to ${member.email}`);
    } catch (cause) {
      showFailure(cause);
    } finally {
      setSending(false);
    }
  };
  const disable = async () => {
    await http.POST('/api/v1/staff/{id}/suspension', { params });
    await refresh();
    showDone(`${member.name} is signed out and can no longer sign in`, enable);
  };
  const enable = async () => {
    await http.DELETE('/api/v1/staff/{id}/suspension', { params });
    await refresh();
  };
  return (
    <>
      <PageHeader
        title={member.name}
        back={{ label: 'Team', to: '/team' }}
        badge={<StatusBadge tone={states[member.state].tone}>{states[member.state].label}</StatusBadge>}
        actions={mayChange && <Actions {...{ member, isSending, invite, enable, disabling }} />}
      />
      <Stack maw={760}>
        <Card component="section" aria-labelledby="account">
          <Title order={2} id="account" mb="xs">
            Account
          </Title>
          <Facts
            facts={[
              ['Email', member.email],
              ['Second factor', member.has_two_factor ? 'Set up' : 'Not set up'],
              ['Last seen', member.seen_at && <RelativeTime value={member.seen_at} />],
            ]}
          />
        </Card>
        <Card component="section" aria-labelledby="roles">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="roles">
              Roles
            </Title>
            {mayChange && (
              <Button variant="default" size="xs" onClick={adding.open}>
                Add a role
              </Button>
            )}
          </Group>
          <MemberRoles member={member} mayChange={mayChange} onChanged={refresh} />
          {member.is_you && (
            <Text size="sm" c="dimmed" mt="sm">
              Nobody changes their own roles: ask another administrator.
            </Text>
          )}
        </Card>
      </Stack>
      <AddRoleDrawer member={member} isOpen={isAdding} onClose={adding.close} onChanged={refresh} />
      <ConfirmDialog
        isOpen={isDisabling}
        title={`Disable the account of ${member.name}?`}
        confirmLabel="Disable the account"
        isDangerous
        onConfirm={disable}
        onClose={disabling.close}
      >
        They are signed out everywhere at once and cannot sign in. Their roles and what they did stay; you can
        enable the account again.
      </ConfirmDialog>
    </>
  );
}

interface ActionsProps {
  member: Member;
  isSending: boolean;
  invite: () => Promise<void>;
  enable: () => Promise<void>;
  disabling: { open: () => void };
}

function Actions({ member, isSending, invite, enable, disabling }: ActionsProps) {
  if (member.state === 'disabled')
    return (
      <Button variant="default" onClick={() => void enable().catch(showFailure)}>
        Enable the account
      </Button>
    );
  return (
    <Group gap="xs">
      {member.state === 'invited' && (
        <Button variant="default" loading={isSending} onClick={() => void invite()}>
          Send the invitation again
        </Button>
      )}
      <Button variant="default" c="red" onClick={disabling.open}>
        Disable the account
      </Button>
    </Group>
  );
}
