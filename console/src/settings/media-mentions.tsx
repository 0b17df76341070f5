import {
  ActionIcon,
  Anchor,
  Box,
  Button,
  Card,
  Group,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { CampaignSelect } from '../campaigns/campaign-select';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { FormDrawer } from '../parts/form-drawer';
import { LoadFailure } from '../parts/load-failure';

type Mention = Schema<'MediaMentionResource'>;

/** What newspapers and stations published about the chapter; the newest five stand on its page. */
export function MediaMentions({ chapterId }: { chapterId: string }) {
  const [isAdding, adding] = useDisclosure(false);
  const [leaving, setLeaving] = useState<Mention>();
  const queries = useQueryClient();
  const { day } = useFormat();
  const params = { query: { chapter_id: chapterId } };
  const mentions = api.useQuery('get', '/api/v1/media-mentions', { params });
  const refresh = () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/media-mentions'] });
  const remove = async ({ id }: Mention) => {
    await http.DELETE('/api/v1/media-mentions/{id}', { params: { path: { id } } });
    await refresh();
    showDone('Taken off the page');
  };
  return (
    <Card component="section" aria-labelledby="media-mentions" maw={760}>
      <Group justify="space-between" mb="sm">
        <Title order={2} id="media-mentions">
          Media mentions
        </Title>
        <Button
          variant="light"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={adding.open}
        >
          Add one
        </Button>
      </Group>
      {mentions.isLoadingError && (
        <LoadFailure error={mentions.error} onRetry={() => void mentions.refetch()} headingOrder={3} />
      )}
      {mentions.isPending && <Skeleton h={120} />}
      {mentions.data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          What is published about the chapter’s work can stand on its page.
        </Text>
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {mentions.data?.data.map((mention) => (
          <Group key={mention.id} component="li" justify="space-between" wrap="nowrap">
            <Box miw={0}>
              <Anchor href={mention.url} target="_blank" rel="noreferrer" size="sm" fw={600}>
                {mention.title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {mention.outlet} · {day(mention.published_on)}
              </Text>
            </Box>
            <ActionIcon
              aria-label={`Take “${mention.title}” off the page`}
              onClick={() => setLeaving(mention)}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <MentionDrawer chapterId={chapterId} isOpen={isAdding} onClose={adding.close} onAdded={refresh} />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title="Take it off the page?"
        confirmLabel="Take it off"
        isDangerous
        onConfirm={async () => leaving && remove(leaving)}
        onClose={() => setLeaving(undefined)}
      >
        “{leaving?.title}” will be deleted.
      </ConfirmDialog>
    </Card>
  );
}

interface MentionDrawerProps {
  chapterId: string;
  isOpen: boolean;
  onClose: () => void;
  onAdded: () => Promise<unknown>;
}

function MentionDrawer({ chapterId, isOpen, onClose, onAdded }: MentionDrawerProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { title: '', outlet: '', url: '', published_on: '', campaign_id: null as string | null },
  });
  const save = async ({ campaign_id, ...values }: ReturnType<typeof form.getValues>) => {
    const body = { ...values, chapter_id: chapterId, ...(campaign_id && { campaign_id }) };
    await http.POST('/api/v1/media-mentions', { body });
    await onAdded();
    showDone('Added to the page');
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Add a media mention"
      submitLabel="Add it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Title"
        withAsterisk
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <TextInput
        label="Published by"
        description="The newspaper, station or site."
        withAsterisk
        key={form.key('outlet')}
        {...form.getInputProps('outlet')}
      />
      <TextInput
        label="Address"
        type="url"
        placeholder="https://"
        withAsterisk
        key={form.key('url')}
        {...form.getInputProps('url')}
      />
      <TextInput
        label="Published on"
        type="date"
        withAsterisk
        key={form.key('published_on')}
        {...form.getInputProps('published_on')}
      />
      <CampaignSelect
        ownerId={chapterId}
        label="About the campaign"
        description="It stands on that page too."
        key={form.key('campaign_id')}
        {...form.getInputProps('campaign_id')}
      />
    </FormDrawer>
  );
}
