import { Box, Center, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { asApiError } from '../api/errors';
import { LoadFailure } from '../parts/load-failure';

/** The frame's outline, so that nothing jumps when the session has arrived. */
export function FrameSkeleton() {
  return (
    <Box component="main" aria-busy>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Group h={56} px="md" justify="space-between">
        <Skeleton h={24} w={160} />
        <Skeleton h={32} w={280} visibleFrom="sm" />
        <Skeleton h={32} circle />
      </Group>
      <Stack p="xl" gap="md" maw={900} mx="auto">
        <Skeleton h={32} w="40%" />
        <Skeleton h={96} />
        <Skeleton h={240} />
      </Stack>
    </Box>
  );
}

/** No session and no way to ask for one. A 401 is on its way to the sign-in page, so it keeps the outline. */
export function FrameFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (asApiError(error).status === 401) return <FrameSkeleton />;
  return (
    <Center component="main" mih="100vh" p="md">
      <LoadFailure error={error} onRetry={onRetry} what="The console" headingOrder={1} />
    </Center>
  );
}
