import { Button, Card, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { FormDrawer } from '../parts/form-drawer';
import { StatusBadge } from '../parts/status-badge';
import { optionsOf } from '../partners/words';
import { type CoSponsorsPartProps } from './co-sponsors-panel';
import {
  coSponsorRoles,
  reasons,
  sharings,
  standings,
  type Candidate,
  type CoSponsorRole,
  type Sharing,
} from './words';

/** Every partner: can be named now, needs approval by a day, or cannot, and why. */
export function Candidates({ action, found, mayWrite, onChanged }: CoSponsorsPartProps) {
  const [inviting, setInviting] = useState<Candidate>();
  const { day } = useFormat();
  const standing = new Set(
    found.co_sponsors
      .filter(({ state }) => state === 'invited' || state === 'accepted')
      .map(({ organization_id }) => organization_id),
  );
  const ask = useMutation({
    mutationFn: ({ organization_id }: Candidate) =>
      http.POST('/api/v1/approval-requests', { body: { ...action, organization_id } }),
    onSuccess: async () => {
      await onChanged();
      showDone('Their approver is asked');
    },
    onError: showFailure,
  });
  const others = found.candidates.filter(({ organization_id }) => !standing.has(organization_id));
  return (
    <Card component="section" aria-labelledby="candidates">
      <Title order={2} id="candidates" mb="xs">
        Who could stand beside it
      </Title>
      {others.length === 0 && (
        <Text size="sm" c="dimmed">
          No other partner in this chapter.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {others.map((partner) => (
          <Group
            key={partner.organization_id}
            component="li"
            justify="space-between"
            align="flex-start"
            gap="xs"
          >
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {partner.name}
                </Text>
                <StatusBadge tone={standings[partner.standing].tone}>
                  {standings[partner.standing].label}
                </StatusBadge>
              </Group>
              <Text size="xs" c="dimmed">
                {[
                  reasons[partner.reason],
                  partner.answer_by &&
                    `${partner.is_asked ? 'answer due' : 'answer takes until'} ${day(partner.answer_by)}`,
                  partner.is_asked && 'asked',
                  partner.is_public_record && 'subject to public records requests',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            {mayWrite && (
              <Group gap={4}>
                {partner.standing !== 'can' &&
                  partner.has_approver &&
                  !partner.is_asked &&
                  partner.reason !== 'not-active' && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      loading={ask.isPending && ask.variables === partner}
                      onClick={() => ask.mutate(partner)}
                      aria-label={`Ask the approver of ${partner.name}`}
                    >
                      Ask its approver
                    </Button>
                  )}
                {partner.standing !== 'cannot' && (
                  <Button
                    variant="light"
                    size="compact-sm"
                    onClick={() => setInviting(partner)}
                    aria-label={`Invite ${partner.name}`}
                  >
                    Invite
                  </Button>
                )}
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {inviting && (
        <InviteDrawer
          action={action}
          partner={inviting}
          onChanged={onChanged}
          onClose={() => setInviting(undefined)}
        />
      )}
    </Card>
  );
}

function InviteDrawer({
  action,
  partner,
  onChanged,
  onClose,
}: Pick<CoSponsorsPartProps, 'action' | 'onChanged'> & { partner: Candidate; onClose: () => void }) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      role: 'co-sponsor' as CoSponsorRole,
      sharing: 'none' as Sharing,
      cap: '' as number | '',
    },
  });
  const save = async ({ cap, ...values }: ReturnType<typeof form.getValues>) => {
    const body = {
      ...action,
      ...values,
      organization_id: partner.organization_id,
      cap: cap === '' ? null : cap,
    };
    await http.POST('/api/v1/co-sponsors', { body });
    await onChanged();
    showDone(`${partner.name} is invited`);
  };
  return (
    <FormDrawer
      isOpen
      title={`Invite ${partner.name}`}
      submitLabel="Invite"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Named as"
        allowDeselect={false}
        data={optionsOf(coSponsorRoles)}
        key={form.key('role')}
        {...form.getInputProps('role')}
      />
      <Select
        label="What it is given"
        description="People only under an agreement in force, and only those who tick its own box."
        allowDeselect={false}
        data={optionsOf(sharings)}
        key={form.key('sharing')}
        {...form.getInputProps('sharing')}
      />
      <NumberInput
        label="At most so many people"
        description="Empty: as many as tick its box."
        min={1}
        allowDecimal={false}
        key={form.key('cap')}
        {...form.getInputProps('cap')}
      />
    </FormDrawer>
  );
}
