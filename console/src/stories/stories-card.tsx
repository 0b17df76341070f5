import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { api } from '../api/client';
import { type PersonPartProps } from '../people/person-screen';
import { NewStoryDrawer } from './new-story-drawer';
import { StoryDetails } from './story-details';

/** What they let be told of them. */
export function StoriesCard({ person, mayWrite }: PersonPartProps) {
  const [isRecording, recording] = useDisclosure(false);
  const query = { person_id: person.id, limit: 50 };
  const { data } = api.useQuery('get', '/api/v1/stories', { params: { query } }, { enabled: mayWrite });
  if (!mayWrite) return null;
  const stories = data?.data ?? [];
  return (
    <Card component="section" aria-labelledby="stories">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="stories">
          Stories and speaking
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={recording.open}>
          Record
        </Button>
      </Group>
      {stories.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing of theirs may be published.
        </Text>
      )}
      <Stack gap="md">
        {stories.map((story) => (
          <StoryDetails key={story.id} story={story} />
        ))}
      </Stack>
      {isRecording && <NewStoryDrawer person={person} onClose={recording.close} />}
    </Card>
  );
}
