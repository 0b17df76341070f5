import { Anchor, Button, Card, FileButton, Group, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { upload } from '../api/upload';
import { showDone, showFailure } from '../frame/toasts';
import { type AgreementPartProps } from './agreement-screen';

/** The signed paper as PDF. */
export function AgreementFile({ agreement, mayWrite, onChanged }: AgreementPartProps) {
  const { id, file_name, status } = agreement;
  const send = useMutation({
    mutationFn: (file: File) =>
      http.PUT('/api/v1/agreements/{id}/file', {
        params: { path: { id }, query: { name: file.name } },
        ...upload(file),
      }),
    onSuccess: ({ data }) => {
      if (data) onChanged(data);
      showDone('The file is kept');
    },
    onError: showFailure,
  });
  return (
    <Card component="section" aria-labelledby="agreement-file">
      <Title order={2} id="agreement-file" mb="xs">
        Signed paper
      </Title>
      <Group gap="sm">
        {file_name ? (
          <Anchor
            href={`/api/v1/agreements/${id}/file`}
            download
            size="sm"
            style={{ overflowWrap: 'anywhere' }}
          >
            {file_name}
          </Anchor>
        ) : (
          <Text size="sm" c="dimmed">
            No file yet.
          </Text>
        )}
        {mayWrite && (!file_name || status === 'draft') && (
          <FileButton accept="application/pdf,.pdf" onChange={(file) => file && send.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" size="compact-sm" loading={send.isPending}>
                {file_name ? 'Replace the file' : 'Add the PDF'}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
    </Card>
  );
}
