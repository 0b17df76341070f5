import { Card, Checkbox, Group, Radio, Select, Stack, TagsInput, Title } from '@mantine/core';
import { languages } from '../people/words';
import { type PlanFormApi } from './plan-values';
import { optionsOf, overwritable } from './words';
import { StatusWarning } from '../people/status-warning';

/** What happens to people who are there already, and what everybody in the file gets. */
export function RulesSection({ form }: { form: PlanFormApi }) {
  const { on_match, mapping } = form.getValues();
  const hasOrganizations = mapping.some(({ is }) => is === 'organization');
  return (
    <Card component="section" aria-labelledby="import-rules">
      <Stack gap="md">
        <Title order={2} id="import-rules">
          2. Rules
        </Title>
        <Radio.Group label="Somebody is here already" {...form.getInputProps('on_match')}>
          <Stack gap="xs" mt="xs">
            <Radio value="fill" label="Fill in what is blank" />
            <Radio value="skip" label="Leave them as they are" />
          </Stack>
        </Radio.Group>
        {on_match === 'fill' && (
          <Checkbox.Group
            label="Overwrite, even where it is not blank"
            description="What was there before stands in their history, and comes back when the import is undone."
            {...form.getInputProps('overwrite')}
          >
            <Group gap="md" mt="xs">
              {Object.entries(overwritable).map(([value, label]) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <Radio.Group label="Two rows have the same email" {...form.getInputProps('same_email')}>
          <Stack gap="xs" mt="xs">
            <Radio value="one-person" label="They are one person" />
            <Radio value="by-name" label="They are one person for each first name, as in a household" />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label="Somebody like them is here under another email"
          {...form.getInputProps('on_possible_duplicate')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="create" label="Add them, and put the two into the queue of possible duplicates" />
            <Radio value="skip" label="Leave the row out" />
          </Stack>
        </Radio.Group>
        {hasOrganizations && (
          <Radio.Group
            label="The file names an organization that is not here"
            description="People of a partner that is here become its contacts."
            {...form.getInputProps('new_organizations')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="leave" label="Leave the organization out" />
              <Radio value="add" label="Add it as a prospect, to be looked at by somebody" />
            </Stack>
          </Radio.Group>
        )}
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TagsInput
            label="Tags for everybody in the file"
            placeholder="Type a tag and press Enter"
            maxTags={20}
            miw={260}
            {...form.getInputProps('tags')}
          />
          <Select
            label="Language, where a row names none"
            data={optionsOf(languages)}
            allowDeselect={false}
            miw={260}
            {...form.getInputProps('language')}
          />
        </Group>
        <StatusWarning text={form.values.tags.join('\n')} />
      </Stack>
    </Card>
  );
}
