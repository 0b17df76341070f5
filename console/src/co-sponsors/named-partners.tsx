import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { StatusBadge } from '../parts/status-badge';
import { type CoSponsorsPartProps } from './co-sponsors-panel';
import { TermsDrawer, type Terms } from './terms-drawer';
import { coSponsorRoles, coSponsorStates, reasons, sharings, type CoSponsor } from './words';

type Answer = 'acceptance' | 'refusal' | 'leaving';
const ANSWERS: Record<Answer, { label: string; done: string }> = {
  acceptance: { label: 'They accepted', done: 'accepted' },
  refusal: { label: 'They declined', done: 'declined' },
  leaving: { label: 'They left', done: 'left' },
};

/** Invited and accepted organizations, with what each is given. */
export function NamedPartners({ found, mayWrite, onChanged }: CoSponsorsPartProps) {
  const [answering, setAnswering] = useState<{ partner: CoSponsor; answer: Answer }>();
  const [changing, setChanging] = useState<CoSponsor>();
  const change = async ({ id, organization_name }: CoSponsor, body: Terms) => {
    await http.PATCH('/api/v1/co-sponsors/{id}', { params: { path: { id } }, body });
    await onChanged();
    showDone(`${organization_name} is changed`);
  };
  return (
    <Card component="section" aria-labelledby="co-sponsors">
      <Title order={2} id="co-sponsors" mb="xs">
        Beside it
      </Title>
      {found.co_sponsors.length === 0 && (
        <Text size="sm" c="dimmed">
          No partner yet. Invite one below.
        </Text>
      )}
      <Stack component="ul" className="plain-list" gap="sm">
        {found.co_sponsors.map((partner) => (
          <Group key={partner.id} component="li" justify="space-between" align="flex-start" gap="xs">
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {partner.organization_name}
                </Text>
                <StatusBadge tone={coSponsorStates[partner.state].tone}>
                  {coSponsorStates[partner.state].label}
                </StatusBadge>
              </Group>
              <Text size="xs" c="dimmed">
                {[
                  coSponsorRoles[partner.role],
                  `gets: ${sharings[partner.sharing].toLowerCase()}${partner.cap ? `, at most ${partner.cap}` : ''}`,
                  partner.sharing === 'people' && `${partner.share_count} shown now`,
                  partner.answered_by,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              {partner.state === 'accepted' && partner.standing !== 'can' && (
                <Text size="xs" c="red">
                  Not named at present: {reasons[partner.reason]}.
                </Text>
              )}
            </div>
            {mayWrite && (
              <Group gap={4}>
                {(partner.state === 'invited' || partner.state === 'accepted') && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    onClick={() => setChanging(partner)}
                    aria-label={`Change ${partner.organization_name}`}
                  >
                    Change
                  </Button>
                )}
                {(partner.state === 'invited'
                  ? (['acceptance', 'refusal'] as const)
                  : partner.state === 'accepted'
                    ? (['leaving'] as const)
                    : []
                ).map((answer) => (
                  <Button
                    key={answer}
                    variant="default"
                    size="compact-sm"
                    onClick={() => setAnswering({ partner, answer })}
                    aria-label={`${ANSWERS[answer].label}: ${partner.organization_name}`}
                  >
                    {ANSWERS[answer].label}
                  </Button>
                ))}
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {changing && (
        <TermsDrawer
          title={`Change ${changing.organization_name}`}
          submitLabel="Save"
          initial={changing}
          onSave={(terms) => change(changing, terms)}
          onClose={() => setChanging(undefined)}
        />
      )}
      {answering && (
        <AnswerDrawer {...answering} onChanged={onChanged} onClose={() => setAnswering(undefined)} />
      )}
    </Card>
  );
}

function AnswerDrawer({
  partner: { id, organization_name },
  answer,
  onChanged,
  onClose,
}: {
  partner: CoSponsor;
  answer: Answer;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { answered_by: '' } });
  const { label, done } = ANSWERS[answer];
  const save = async (body: { answered_by: string }) => {
    await http.POST(`/api/v1/co-sponsors/{id}/${answer}`, { params: { path: { id } }, body });
    await onChanged();
    showDone(`${organization_name} ${done}`);
  };
  return (
    <FormDrawer
      isOpen
      title={`${organization_name}: ${label.toLowerCase()}`}
      submitLabel="Record it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Who told you, and how"
        description="It is kept as evidence: “Maria Lopez, director, by email on 3 May”."
        withAsterisk
        data-autofocus
        key={form.key('answered_by')}
        {...form.getInputProps('answered_by')}
      />
    </FormDrawer>
  );
}
