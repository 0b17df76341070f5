import { Autocomplete, Button, Card, Group, Pill, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, http } from '../api/client';
import { asApiError } from '../api/errors';
import { showDone, showFailure } from '../frame/toasts';
import { StatusWarning } from './status-warning';
import { type PersonPartProps } from './person-screen';

/** The organization's own words for this person. */
export function TagsCard({ person, mayWrite, onChanged }: PersonPartProps) {
  const { id, tags, owner_id } = person;
  const add = (name: string) =>
    http.POST('/api/v1/people/{id}/tags', { params: { path: { id } }, body: { name } });
  const remove = useMutation({
    mutationFn: ({ id: tagId }: { id: string; name: string }) =>
      http.DELETE('/api/v1/people/{id}/tags/{tagId}', { params: { path: { id, tagId } } }),
    onSuccess: ({ data }, { name }) => {
      if (data) onChanged(data);
      showDone(`${name} was taken away`, async () => {
        const answer = await add(name);
        if (answer.data) onChanged(answer.data);
      });
    },
    onError: showFailure,
  });
  return (
    <Card component="section" aria-labelledby="tags">
      <Title order={2} id="tags" mb="xs">
        Tags
      </Title>
      {tags.length === 0 && (
        <Text size="sm" c="dimmed">
          No tags yet.
        </Text>
      )}
      <Group gap={6}>
        {tags.map((tag) => (
          <Pill
            key={tag.id}
            withRemoveButton={mayWrite}
            removeButtonProps={{
              'aria-label': `Remove the tag ${tag.name}`,
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => remove.mutate(tag)}
          >
            {tag.name}
          </Pill>
        ))}
      </Group>
      {mayWrite && (
        <AddTag
          ownerId={owner_id}
          has={tags.map(({ name }) => name)}
          onAdd={async (name) => {
            const { data } = await add(name);
            if (data) onChanged(data);
          }}
        />
      )}
    </Card>
  );
}

interface AddTagProps {
  ownerId: string;
  has: string[];
  onAdd: (name: string) => Promise<void>;
}

function AddTag({ ownerId, has, onAdd }: AddTagProps) {
  const [name, setName] = useState('');
  const known = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: ownerId } } });
  const add = useMutation({ mutationFn: onAdd, onSuccess: () => setName('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && !add.isPending) add.mutate(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mt="sm" align="flex-start" wrap="nowrap">
        <Autocomplete
          flex={1}
          aria-label="Add a tag"
          placeholder="Add a tag"
          data={(known.data?.data ?? []).map((tag) => tag.name).filter((each) => !has.includes(each))}
          value={name}
          onChange={setName}
          error={add.error && asApiError(add.error).message}
        />
        <Button type="submit" variant="default" disabled={!name.trim()} loading={add.isPending}>
          Add
        </Button>
      </Group>
      <StatusWarning text={name} />
    </form>
  );
}
