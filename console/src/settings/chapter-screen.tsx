import { Anchor, Badge, Button, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconExternalLink } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api, http, type Schema } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { GeneralForm } from './general-form';
import { MailForm } from './mail-form';
import { MediaMentions } from './media-mentions';
import { PageForm } from './page-form';
import { chapterTabs, type ChapterTab } from './routes';
import { SendingRules } from './sending-rules-form';
import { SunsetRule } from './sunset-rule-form';
import { TeamEditor } from './team-editor';
import { chapterStates } from './words';

export type ChapterSettings = Schema<'ChapterSettingsResource'>;

export interface ChapterFormProps {
  chapter: ChapterSettings;
  /** Sends what changed and shows what the server made of it. */
  save: (changes: Schema<'ChapterChanges'>) => Promise<void>;
}

const tabLabels: Record<ChapterTab, string> = {
  general: 'General',
  page: 'Public page',
  mail: 'Mail',
  team: 'Team',
  media: 'Media mentions',
};

export function ChapterScreen() {
  const { id } = useParams({ from: '/settings/chapters/$id' });
  const { tab = 'general' } = useSearch({ from: '/settings/chapters/$id' });
  const navigate = useNavigate({ from: '/settings/chapters/$id' });
  const chapter = api.useQuery('get', '/api/v1/chapters/{id}', { params: { path: { id } } });
  const keep = useKeepChapter(id);
  if (chapter.isLoadingError)
    return (
      <LoadFailure
        error={chapter.error}
        onRetry={() => void chapter.refetch()}
        what="The chapter"
        headingOrder={1}
      />
    );
  if (!chapter.data) return <Skeleton h={400} />;
  const { data } = chapter;
  const save = async (body: Schema<'ChapterChanges'>) => {
    const answer = await http.PATCH('/api/v1/chapters/{id}', { params: { path: { id } }, body });
    if (answer.data) keep(answer.data);
  };
  return (
    <>
      <PageHeader
        title={data.name}
        back={{ label: 'Settings', to: '/settings' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={chapterStates[data.state].tone}>{chapterStates[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={
          <Anchor href={`/chapters/${data.slug}`} target="_blank" size="sm">
            Public page <IconExternalLink size={14} aria-label="(opens in a new tab)" />
          </Anchor>
        }
        actions={<Launch chapter={data} onMoved={keep} />}
      />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ search: (now) => ({ ...now, tab: next as ChapterTab }), replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          {chapterTabs.map((key) => (
            <Tabs.Tab key={key} value={key}>
              {tabLabels[key]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralForm chapter={data} save={save} />
        </Tabs.Panel>
        <Tabs.Panel value="page">
          <PageForm chapter={data} save={save} />
        </Tabs.Panel>
        <Tabs.Panel value="mail">
          <Stack gap="lg">
            <MailForm chapter={data} save={save} />
            <SendingRules organizationId={data.id} />
            <SunsetRule organizationId={data.id} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="team">
          <TeamEditor chapter={data} onSaved={keep} />
        </Tabs.Panel>
        <Tabs.Panel value="media">
          <MediaMentions chapterId={id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Every change answers with the whole chapter; its name also stands in the switcher. */
function useKeepChapter(id: string) {
  const queries = useQueryClient();
  return (chapter: ChapterSettings) => {
    queries.setQueryData(['get', '/api/v1/chapters/{id}', { params: { path: { id } } }], chapter);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/chapters'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/session'] });
  };
}

interface LaunchProps {
  chapter: ChapterSettings;
  onMoved: (chapter: ChapterSettings) => void;
}

/** Planned and resting chapters become active; an active one may rest. */
function Launch({ chapter: { id, name, state }, onMoved }: LaunchProps) {
  const isActive = state === 'active';
  const move = useMutation({
    mutationFn: () => {
      const params = { params: { path: { id } } };
      return isActive
        ? http.POST('/api/v1/chapters/{id}/rest', params)
        : http.POST('/api/v1/chapters/{id}/launch', params);
    },
    onSuccess: ({ data }) => {
      if (data) onMoved(data);
      showDone(isActive ? `${name} rests` : `${name} is active`);
    },
    onError: showFailure,
  });
  return (
    <Button variant={isActive ? 'default' : 'filled'} loading={move.isPending} onClick={() => move.mutate()}>
      {isActive ? 'Let it rest' : 'Make it active'}
    </Button>
  );
}
