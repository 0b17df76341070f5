import { FileButton, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Story } from './words';

/** SHA-256 of a file, hexadecimal. It is read where it is: nothing of it leaves the browser. */
export async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of a release whose content is a file: the file is with the organization, and here it is told whether one is that file. */
export function AgreedFile({ story }: { story: Story }) {
  const [answer, setAnswer] = useState('');
  const check = async (file: File | null): Promise<void> => {
    if (!file) return;
    const isSame = (await hashOf(file)) === story.content_hash;
    setAnswer(
      isSame
        ? `${file.name} is the file that was agreed.`
        : `${file.name} is not the file that was agreed. Do not publish it.`,
    );
  };
  return (
    <Stack gap={4} align="flex-start">
      <Text size="xs" c="dimmed">
        It is about a file, of which only a fingerprint is kept here: a picture or a voice tells who somebody
        is, and partners work in the same database. Keep the file where only you reach it, and delete it when
        the release ends.
      </Text>
      <FileButton onChange={(file) => void check(file)}>
        {(props) => (
          <Button {...props} variant="default" size="compact-xs">
            Is this the file?
          </Button>
        )}
      </FileButton>
      <Text size="xs" fw={600} role="status">
        {answer}
      </Text>
    </Stack>
  );
}
