import { Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { done, type Step } from './words';

export interface Choice {
  value: string;
  label: string;
}

interface StepFieldsProps {
  step: Step;
  tags: Choice[];
  templates: Choice[];
  /** Later steps that a "no" can lead to. */
  later: Choice[];
  otherwise: string | null;
  onChange: (step: Step) => void;
  onOtherwise: (key: string | null) => void;
}

const UNITS = ['minutes', 'hours', 'days'] as const;
const TESTS: Choice[] = [
  { value: 'did', label: 'Have they done something since it began?' },
  { value: 'has-tag', label: 'Do they have a tag?' },
  { value: 'subscribed', label: 'Are they subscribed to your mail?' },
];

/** The fields of one step, by its kind. */
export function StepFields({
  step,
  tags,
  templates,
  later,
  otherwise,
  onChange,
  onOtherwise,
}: StepFieldsProps) {
  const tag = (
    <Select
      label="Tag"
      withAsterisk
      searchable
      data={tags}
      value={step.tag_id ?? null}
      onChange={(tag_id) => onChange({ ...step, tag_id: tag_id ?? undefined })}
    />
  );
  switch (step.kind) {
    case 'wait':
      return (
        <Group gap="xs" align="end">
          <NumberInput
            label="How long"
            min={1}
            max={365}
            w={110}
            value={step.amount}
            onChange={(amount) => onChange({ ...step, amount: Number(amount) || 1 })}
          />
          <Select
            aria-label="Unit"
            w={130}
            allowDeselect={false}
            data={[...UNITS]}
            value={step.unit}
            onChange={(unit) => onChange({ ...step, unit: UNITS.find((each) => each === unit) })}
          />
        </Group>
      );
    case 'wait-until':
      return (
        <TextInput
          type="time"
          label="Until it is"
          description="By the clock of the chapter; the next time it shows this."
          w={220}
          value={step.time}
          onChange={(event) => onChange({ ...step, time: event.currentTarget.value })}
        />
      );
    case 'mail':
      return (
        <Select
          label="Template"
          description="Its text is frozen when the journey is switched on or saved while it is on."
          withAsterisk
          searchable
          data={templates}
          value={step.template_id ?? null}
          onChange={(id) => onChange({ ...step, template_id: id ?? undefined })}
        />
      );
    case 'add-tag':
    case 'remove-tag':
      return tag;
    case 'condition':
      return (
        <Stack gap="xs">
          <Select
            label="Question"
            allowDeselect={false}
            data={TESTS}
            value={step.test}
            onChange={(test) =>
              onChange({
                ...step,
                test: (test as Step['test']) ?? 'did',
                did: step.did ?? 'signed',
                tag_id: undefined,
              })
            }
          />
          {step.test === 'has-tag' && tag}
          {step.test === 'did' && (
            <Select
              label="Have they …"
              allowDeselect={false}
              data={Object.entries(done).map(([value, label]) => ({ value, label }))}
              value={step.did}
              onChange={(deed) => onChange({ ...step, did: (deed as Step['did']) ?? 'signed' })}
            />
          )}
          <Select
            label="Where not"
            description="Where it holds, they go on with the next step."
            placeholder="It ends for them"
            clearable
            data={later}
            value={otherwise}
            onChange={onOtherwise}
          />
        </Stack>
      );
    case 'end':
      return null;
  }
}
