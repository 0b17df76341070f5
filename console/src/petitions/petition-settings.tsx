import { Group, NumberInput, Select, Stack, Switch, TextInput, Title } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { type UseFormReturnType } from '@mantine/form';
import { CampaignSelect } from '../campaigns/campaign-select';
import { type EditorValues } from './editor-values';

interface PetitionSettingsProps {
  form: UseFormReturnType<EditorValues>;
  isFixed: boolean;
  ownerId: string;
}

/** The goal, the end, the address, and what signers are asked to do next. */
export function PetitionSettings({ form, isFixed, ownerId }: PetitionSettingsProps) {
  return (
    <>
      <Title order={2} mb="xs">
        Settings
      </Title>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <NumberInput
            label="Goal"
            description="Steps up at 80 %."
            min={1}
            allowDecimal={false}
            thousandSeparator
            readOnly={isFixed}
            {...form.getInputProps('goal')}
          />
          <NumberInput
            label="Highest goal"
            description="Empty: no limit."
            min={1}
            allowDecimal={false}
            thousandSeparator
            readOnly={isFixed}
            {...form.getInputProps('goal_cap')}
          />
        </Group>
        <Switch
          label="Show no count on the page"
          disabled={isFixed}
          {...form.getInputProps('is_count_hidden', { type: 'checkbox' })}
        />
        <DateTimePicker
          label="Closes"
          description="In your own time zone. Empty: when you close it."
          placeholder="No closing time"
          clearable
          clearButtonProps={{ 'aria-label': 'Take the closing time away' }}
          readOnly={isFixed}
          valueFormat="ddd, MMM D, YYYY h:mm A"
          {...form.getInputProps('closes_at')}
        />
        <TextInput
          label="Address"
          description="The end of the page’s web address."
          leftSection={<span className="petition-slug">/petitions/</span>}
          leftSectionWidth={92}
          readOnly={isFixed}
          {...form.getInputProps('slug')}
        />
        <CampaignSelect ownerId={ownerId} readOnly={isFixed} {...form.getInputProps('campaign_id')} />
        <Group grow align="flex-start">
          <Select
            label="After signing, ask to"
            placeholder="Only share"
            clearable
            readOnly={isFixed}
            data={[
              { value: 'letter', label: 'Write to lawmakers' },
              { value: 'event', label: 'Come to an event' },
              { value: 'petition', label: 'Sign another petition' },
            ]}
            {...form.getInputProps('next_action_kind')}
          />
          {form.values.next_action_kind && (
            <TextInput
              label="Which one"
              description="The end of its web address."
              readOnly={isFixed}
              {...form.getInputProps('next_action_slug')}
            />
          )}
        </Group>
      </Stack>
    </>
  );
}
