import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { languages } from '../parts/localized';
import { fields, type KitDifference } from './words';

interface DifferencesProps {
  /** What they are in, for who hears the buttons. */
  of: string;
  found: KitDifference[];
  /** Whether visitors read the words at once. */
  isPublic?: boolean;
  onDecide?: (isTaken: boolean) => void;
}

/** What a newer version says otherwise, beside what stands here, and the two answers there are. */
export function Differences({ of, found, isPublic, onDecide }: DifferencesProps) {
  const isAnyTaken = found.some(({ is_local }) => !is_local);
  return (
    <Alert color="brand" mt="xs" title="The network has written something new">
      <Stack gap="sm">
        {found.map(({ field, language, mine, offered, is_local }) => (
          <div key={`${field}-${language ?? ''}`}>
            <Text size="sm" fw={600}>
              {[fields[field] ?? field, languages.find(({ code }) => code === language)?.name]
                .filter(Boolean)
                .join(', ')}
            </Text>
            <Words label="New" words={offered || 'Taken away'} />
            <Words label={is_local ? 'Yours, which stays' : 'With you'} words={mine || 'Nothing'} />
          </div>
        ))}
        {onDecide && (
          <>
            {isPublic && isAnyTaken && (
              <Text size="sm">
                It is public: visitors read what you take at once. Who has signed or written stays under the
                old words.
              </Text>
            )}
            <Group gap="xs">
              {isAnyTaken && (
                <Button
                  size="compact-sm"
                  onClick={() => onDecide(true)}
                  aria-label={`Take what you have not changed: ${of}`}
                >
                  Take what you have not changed
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onDecide(false)}
                aria-label={`Leave it as it is: ${of}`}
              >
                Leave it as it is
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}

function Words({ label, words }: { label: string; words: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} lineClamp={6}>
      <Text span size="xs" c="dimmed">
        {label}:{' '}
      </Text>
      {words}
    </Text>
  );
}
