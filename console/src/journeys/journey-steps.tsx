import { Alert, Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http } from '../api/client';
import { asApiError } from '../api/errors';
import { can, useSession } from '../api/session';
import { useShortcut } from '../frame/shortcuts';
import { showDone } from '../frame/toasts';
import { type EditableStep, fromEditable, moved, newStep, toEditable } from './editable-steps';
import { StepCard } from './step-card';
import { StepFields } from './step-fields';
import { kinds, sentenceOf, type Journey, type StepKind } from './words';

/** The steps in their order, as sentences; changed in place and saved together. */
export function JourneySteps({ journey, onChanged }: { journey: Journey; onChanged: (it: Journey) => void }) {
  const session = useSession();
  const [edited, setEdited] = useState<EditableStep[]>(() => toEditable(journey.steps));
  const [open, setOpen] = useState<number>();
  const [isDirty, setDirty] = useState(false);
  const params = { path: { id: journey.id } };
  const figures = api.useQuery('get', '/api/v1/journeys/{id}/figures', { params });
  const tagList = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: journey.owner_id } } });
  const templateList = api.useQuery('get', '/api/v1/templates');
  const tags = (tagList.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const templates = (templateList.data?.data ?? [])
    .filter(({ owner_id }) => owner_id === journey.owner_id)
    .map(({ id, name }) => ({ value: id, label: name }));
  const names = {
    tags: new Map(tags.map(({ value, label }) => [value, label])),
    templates: new Map(templates.map(({ value, label }) => [value, label])),
  };
  const mayWrite =
    journey.state === 'draft'
      ? can(session, 'mailings.write')
      : journey.state !== 'ended' && can(session, 'mailings.send');
  const change = (next: EditableStep[]) => {
    setEdited(next);
    setDirty(true);
  };
  const put = (key: number, changed: Partial<EditableStep>) =>
    change(edited.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  const save = useMutation({
    mutationFn: () => http.PATCH('/api/v1/journeys/{id}', { params, body: { steps: fromEditable(edited) } }),
    onSuccess: ({ data }) => {
      setDirty(false);
      setOpen(undefined);
      if (data) onChanged(data);
      showDone('Saved');
    },
  });
  useShortcut('mod+s', 'Save', () => isDirty && save.mutate(), { group: 'Forms' });
  const problem = (at: number) =>
    save.error
      ? asApiError(save.error).fields.find(({ param }) => param.startsWith(`steps.${at}.`))?.message
      : undefined;
  const add = (kind: StepKind) => {
    const key = Math.max(-1, ...edited.map((each) => each.key)) + 1;
    change([...edited, { key, step: newStep(kind), otherwiseKey: null }]);
    setOpen(key);
  };
  const place = (key: number | null) => edited.findIndex((each) => each.key === key);
  const label = (each: EditableStep) => `${place(each.key) + 1}. ${sentenceOf(each.step, names)}`;
  return (
    <Stack gap="sm" maw={760}>
      {journey.state !== 'draft' && mayWrite && (
        <Text size="sm" c="dimmed">
          Whoever is under way keeps the steps they began with; saved changes are for those who begin later.
          Figures are those of version {figures.data?.version ?? journey.version}.
        </Text>
      )}
      {save.error && (
        <Alert color="red" role="alert" title="Not saved">
          {asApiError(save.error).message}
        </Alert>
      )}
      {edited.length === 0 && (
        <Text c="dimmed">
          No step yet. Add what happens first; most journeys begin with a mail or a wait.
        </Text>
      )}
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {edited.map((each, at) => (
          <StepCard
            key={each.key}
            number={at + 1}
            sentence={sentenceOf(each.step, names)}
            otherwise={each.step.kind === 'condition' ? otherwiseWords(place(each.otherwiseKey)) : undefined}
            figures={isDirty ? [] : (figures.data?.data.find(({ step }) => step === at)?.outcomes ?? [])}
            problem={problem(at)}
            isOpen={open === each.key}
            edit={
              mayWrite
                ? {
                    onOpen: () => setOpen(each.key),
                    onUp: at > 0 ? () => change(moved(edited, at, at - 1)) : undefined,
                    onDown: at < edited.length - 1 ? () => change(moved(edited, at, at + 1)) : undefined,
                    onRemove: () => change(edited.filter(({ key }) => key !== each.key)),
                  }
                : undefined
            }
          >
            {each.step.kind !== 'end' && (
              <StepFields
                step={each.step}
                tags={tags}
                templates={templates}
                later={edited
                  .slice(at + 2)
                  .map((later) => ({ value: String(later.key), label: label(later) }))}
                otherwise={each.otherwiseKey === null ? null : String(each.otherwiseKey)}
                onChange={(step) => put(each.key, { step })}
                onOtherwise={(key) => put(each.key, { otherwiseKey: key === null ? null : Number(key) })}
              />
            )}
          </StepCard>
        ))}
      </Stack>
      {mayWrite && (
        <Group justify="space-between">
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
                Add a step
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {Object.entries(kinds).map(([kind, words]) => (
                <Menu.Item key={kind} onClick={() => add(kind as StepKind)}>
                  {words}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button disabled={!isDirty} loading={save.isPending} onClick={() => save.mutate()}>
            Save the steps
          </Button>
        </Group>
      )}
      {mayWrite && templates.length === 0 && (
        <Text size="sm" c="dimmed">
          Mails are sent from{' '}
          <Anchor component={Link} to="/templates">
            templates
          </Anchor>
          , and there is none yet.
        </Text>
      )}
    </Stack>
  );
}

function otherwiseWords(at: number): string {
  return at === -1 ? 'Where not, it ends for them.' : `Where not, they go on with step ${at + 1}.`;
}
