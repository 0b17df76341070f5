import { Card, SegmentedControl, Stack, Switch, Text, Title, useMantineColorScheme } from '@mantine/core';
import { useLetterKeys } from '../frame/letter-keys';
import { PageHeader } from '../parts/page-header';

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
];

/** What belongs to this browser rather than to the account. */
export function PreferencesScreen() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [lettersOn, setLettersOn] = useLetterKeys();
  return (
    <>
      <PageHeader title="Preferences" detail="They apply to this browser." />
      <Stack maw={640}>
        <Card>
          <Title order={2} id="colours" mb="sm">
            Colours
          </Title>
          <SegmentedControl
            aria-labelledby="colours"
            data={schemes}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
          />
        </Card>
        <Card>
          <Title order={2} mb="sm">
            Keyboard
          </Title>
          <Switch
            label="Single-letter shortcuts"
            description="Such as C to create and G then H to go home. They are silent while you type."
            checked={lettersOn}
            onChange={(event) => setLettersOn(event.currentTarget.checked)}
          />
          <Text size="sm" c="dimmed" mt="sm">
            Ctrl+K, Ctrl+S and Ctrl+Enter work either way.
          </Text>
        </Card>
      </Stack>
    </>
  );
}
