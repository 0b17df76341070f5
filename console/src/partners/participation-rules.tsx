import {
  Alert,
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Skeleton,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { Facts } from '../parts/facts';
import { FormDrawer } from '../parts/form-drawer';
import { LoadFailure } from '../parts/load-failure';
import { useTopicName } from '../parts/topics';
import { levels } from '../co-sponsors/words';
import { Preapprovals } from './preapprovals';
import { optionsOf } from './words';

type Rules = Schema<'ParticipationRulesResource'>;

const approvals: Record<Rules['needs_approval'], string> = {
  never: 'Nobody',
  lobbying: 'The approver, where legislation is asked for',
  always: 'The approver, always',
};

/** What a partner may be named beside. An organization with an administrator keeps its rules itself. */
export function ParticipationRules({ partnerId }: { partnerId: string }) {
  const [isEditing, editing] = useDisclosure(false);
  const path = { id: partnerId };
  const topicName = useTopicName();
  const found = api.useQuery('get', '/api/v1/partners/{id}/participation-rules', { params: { path } });
  const { data: rules } = found;
  return (
    <Card component="section" aria-labelledby="participation">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="participation">
          Rules for being named
        </Title>
        {rules?.is_changeable && (
          <Button variant="subtle" size="compact-sm" onClick={editing.open}>
            Edit
          </Button>
        )}
      </Group>
      {found.isLoadingError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The rules" />
      )}
      {found.isLoading && <Skeleton h={80} />}
      {rules && (
        <>
          {!rules.is_stated && (
            <Text size="sm" c="dimmed" mb="xs">
              Not stated yet; this follows from the legal type.
            </Text>
          )}
          <Facts
            facts={[
              ['Legislation', rules.may_lobby ? 'May be named' : 'May not be named'],
              ['Asks first', approvals[rules.needs_approval]],
              ['Approver', [rules.approver_name, rules.approver_email].filter(Boolean).join(', ')],
              ['Answers within', `${rules.lead_days} days`],
              ['Text', rules.needs_final_copy ? 'Only once it is published' : 'A draft will do'],
              ['Public records', rules.is_public_record ? 'Subject to requests' : 'No'],
              [
                'Approved beforehand',
                rules.preapprovals
                  .map(({ topic_id, level }) =>
                    [topic_id ? topicName(topic_id) : 'any topic', level ? levels[level] : 'any level'].join(
                      ', ',
                    ),
                  )
                  .join('; '),
              ],
            ]}
          />
        </>
      )}
      {rules && isEditing && <RulesDrawer partnerId={partnerId} rules={rules} onClose={editing.close} />}
    </Card>
  );
}

function RulesDrawer({
  partnerId,
  rules,
  onClose,
}: {
  partnerId: string;
  rules: Rules;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const { is_stated: _stated, is_changeable: _changeable, ...values } = rules;
  const form = useForm({ mode: 'uncontrolled', initialValues: values });
  const save = async (body: ReturnType<typeof form.getValues>) => {
    await http.PUT('/api/v1/partners/{id}/participation-rules', {
      params: { path: { id: partnerId } },
      body,
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners/{id}/participation-rules'] });
    showDone('Saved');
  };
  return (
    <FormDrawer
      isOpen
      title="Rules for being named"
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Alert color="gray" p="sm">
        A change counts at once: whoever may not be named any more drops off every page.
      </Alert>
      <Checkbox
        label="May be named where legislation is asked for"
        key={form.key('may_lobby')}
        {...form.getInputProps('may_lobby', { type: 'checkbox' })}
      />
      <Select
        label="Who is asked first"
        allowDeselect={false}
        data={optionsOf(approvals)}
        key={form.key('needs_approval')}
        {...form.getInputProps('needs_approval')}
      />
      <TextInput label="Approver" key={form.key('approver_name')} {...form.getInputProps('approver_name')} />
      <TextInput
        label="Their email"
        type="email"
        key={form.key('approver_email')}
        {...form.getInputProps('approver_email')}
      />
      <NumberInput
        label="Days that an answer takes"
        min={0}
        max={120}
        key={form.key('lead_days')}
        {...form.getInputProps('lead_days')}
      />
      <Preapprovals key={form.key('preapprovals')} {...form.getInputProps('preapprovals')} />
      <Checkbox
        label="Only beside a published text"
        key={form.key('needs_final_copy')}
        {...form.getInputProps('needs_final_copy', { type: 'checkbox' })}
      />
      <Checkbox
        label="What it receives may have to be disclosed (public records)"
        key={form.key('is_public_record')}
        {...form.getInputProps('is_public_record', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}
