import { Anchor, Button, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useOpenable } from '../frame/use-sections';
import { type Person } from '../people/words';
import { useVolunteeringChanged } from './use-volunteering-changed';
import { type Volunteering } from './words';

interface TrainingDrawerProps {
  person: Person;
  /** One that they did, to be changed. */
  done?: Volunteering['trainings'][number];
  onClose: () => void;
}

const today = () => new Date().toLocaleDateString('en-CA');

/** That somebody did a training, and when. */
export function TrainingDrawer({ person, done, onClose }: TrainingDrawerProps) {
  const changed = useVolunteeringChanged();
  const hasSettings = useOpenable()('/settings') !== undefined;
  const query = { owner_id: person.owner_id };
  const trainings = api.useQuery('get', '/api/v1/trainings', { params: { query } });
  const offered = (trainings.data?.data ?? []).filter(
    ({ is_active, id }) => is_active || id === done?.training_id,
  );
  const form = useForm({
    initialValues: {
      training_id: done?.training_id ?? '',
      done_on: done?.done_on ?? today(),
      expires_on: done?.expires_on ?? '',
    },
    validate: { training_id: (id) => (id ? null : 'Choose a training.') },
  });
  const path = { id: person.id, trainingId: form.values.training_id };
  const chosen = offered.find(({ id }) => id === form.values.training_id);
  const save = async ({ done_on, expires_on }: { done_on: string; expires_on: string }) => {
    await http.PUT('/api/v1/people/{id}/trainings/{trainingId}', {
      params: { path },
      body: { done_on, expires_on: expires_on || undefined },
    });
    await changed();
    showDone('Saved');
  };
  const remove = () =>
    http
      .DELETE('/api/v1/people/{id}/trainings/{trainingId}', { params: { path } })
      .then(changed)
      .then(() => {
        showDone('Taken away');
        onClose();
      }, showFailure);
  return (
    <FormDrawer
      isOpen
      title={done ? done.name : 'Add a training'}
      submitLabel="Save"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {!done && (
        <Select
          label="Training"
          withAsterisk
          searchable
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage="No training of this name"
          {...form.getInputProps('training_id')}
        />
      )}
      {!done && trainings.data && hasSettings && (
        <Text size="sm" c="dimmed">
          Your trainings are listed in the{' '}
          <Anchor component={Link} to="/settings/trainings" size="sm" underline="always">
            settings
          </Anchor>
          .
        </Text>
      )}
      <TextInput label="Done on" type="date" withAsterisk {...form.getInputProps('done_on')} />
      <TextInput
        label="Holds until"
        type="date"
        description={
          chosen?.valid_months
            ? `Left empty: ${chosen.valid_months} months from that day.`
            : 'Left empty: for ever.'
        }
        {...form.getInputProps('expires_on')}
      />
      {done && (
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => void remove()}>
          They did not do it
        </Button>
      )}
    </FormDrawer>
  );
}
