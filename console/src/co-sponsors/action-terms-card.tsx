import { Button, Card, Checkbox, Group, Select, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { TopicSelect } from '../parts/topics';
import { optionsOf } from '../partners/words';
import { type CoSponsorsPartProps } from './co-sponsors-panel';
import { levels } from './words';

/** What the action asks of those beside it; whoever may not be named with that drops off at once. */
export function ActionTermsCard({ action, found, mayWrite, onChanged }: CoSponsorsPartProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { is_lobbying: found.is_lobbying, topic_id: found.topic_id, level: found.level },
  });
  const save = useMutation({
    mutationFn: (values: ReturnType<typeof form.getValues>) =>
      http.PUT('/api/v1/action-terms', { body: { ...action, ...values } }),
    onSuccess: async () => {
      await onChanged();
      showDone('Saved');
    },
    onError: showFailure,
  });
  return (
    <Card component="section" aria-labelledby="action-terms">
      <Title order={2} id="action-terms" mb={4}>
        What it asks
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Many organizations may not be named where legislation is asked for. Say it here, and nobody is listed
        by accident.
      </Text>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Checkbox
          label="It asks a decision maker about legislation"
          disabled={!mayWrite}
          mb="sm"
          key={form.key('is_lobbying')}
          {...form.getInputProps('is_lobbying', { type: 'checkbox' })}
        />
        <Group align="flex-end" gap="sm">
          <TopicSelect
            label="Topic"
            none="None of the topics"
            disabled={!mayWrite}
            key={form.key('topic_id')}
            {...form.getInputProps('topic_id')}
          />
          <Select
            label="Level of government"
            allowDeselect={false}
            disabled={!mayWrite}
            data={optionsOf(levels)}
            key={form.key('level')}
            {...form.getInputProps('level')}
          />
          {mayWrite && (
            <Button type="submit" variant="default" loading={save.isPending}>
              Save
            </Button>
          )}
        </Group>
      </form>
    </Card>
  );
}
