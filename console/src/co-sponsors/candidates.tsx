import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { type CoSponsorsPartProps } from './co-sponsors-panel';
import { TermsDrawer, type Terms } from './terms-drawer';
import { reasons, standings, type Candidate } from './words';

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
  const invite = async ({ organization_id, name }: Candidate, terms: Terms) => {
    await http.POST('/api/v1/co-sponsors', { body: { ...action, ...terms, organization_id } });
    await onChanged();
    showDone(`${name} is invited, by mail too`);
  };
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
        <TermsDrawer
          title={`Invite ${inviting.name}`}
          submitLabel="Invite"
          initial={{ role: 'co-sponsor', sharing: 'none', cap: null }}
          onSave={(terms) => invite(inviting, terms)}
          onClose={() => setInviting(undefined)}
        />
      )}
    </Card>
  );
}
