import { Box, Button, FileButton, Group, Image, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { upload } from '../api/upload';
import { showDone, showFailure } from '../frame/toasts';
import { type PartnerPartProps } from './partner-screen';

/** The picture by which the partner is known, and the way to another. */
export function PartnerLogo({
  partner,
  mayWrite,
  isOwn = false,
  onChanged,
}: PartnerPartProps & {
  /** Whether it is the organization's own people who change it. */
  isOwn?: boolean;
}) {
  const route = isOwn ? '/api/v1/partners/{id}/profile/logo' : '/api/v1/partners/{id}/logo';
  const { id, name, logo_file_id: logo } = partner;
  const path = { id };
  const send = useMutation({
    mutationFn: (file: File) =>
      http.PUT(route, {
        params: { path, query: { name: file.name } },
        ...upload(file),
      }),
    onSuccess: ({ data }) => {
      if (data) onChanged(data);
      showDone('The logo is kept');
    },
    onError: showFailure,
  });
  const remove = useMutation({
    mutationFn: () => http.DELETE(route, { params: { path } }),
    onSuccess: ({ data }) => {
      if (data) onChanged(data);
      showDone('The logo is gone');
    },
    onError: showFailure,
  });
  if (!logo && !mayWrite) return null;
  return (
    <Box mb="sm">
      {logo && (
        <Box className="logo-plate" mb="xs">
          <Image
            src={`/api/v1/partners/${id}/logo?v=${logo}`}
            alt={`Logo of ${name}`}
            h={72}
            w="auto"
            fit="contain"
          />
        </Box>
      )}
      {mayWrite && (
        <Group gap="xs">
          <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && send.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" size="compact-sm" loading={send.isPending}>
                {logo ? 'Replace the logo' : 'Add a logo'}
              </Button>
            )}
          </FileButton>
          {logo ? (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              Remove it
            </Button>
          ) : (
            <Text size="xs" c="dimmed">
              PNG, JPEG or WebP, at most 4 MB
            </Text>
          )}
        </Group>
      )}
    </Box>
  );
}
