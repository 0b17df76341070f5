import { Anchor, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { RelativeTime } from '../parts/values';
import { useNewMailing, useSender } from './use-new-mailing';
import { languages } from './words';

type Template = Schema<'TemplateResource'>;

const columns: Column<Template>[] = [
  {
    key: 'name',
    title: 'Template',
    render: ({ id, name, subject, is_practice }) => (
      <div>
        <Group gap="xs">
          <Anchor component={Link} to={`/templates/${id}`} fw={600} size="sm">
            {name}
          </Anchor>
          {is_practice && <Badge size="xs">practice</Badge>}
        </Group>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {subject || 'No subject'}
        </Text>
      </div>
    ),
  },
  {
    key: 'language',
    title: 'Language',
    render: (it) => [it, ...it.translations].map(({ language }) => languages[language]).join(', '),
  },
  { key: 'updated', title: 'Edited', render: ({ updated_at }) => <RelativeTime value={updated_at} /> },
];

/** Texts that mailings begin with. */
export function TemplatesScreen() {
  const session = useSession();
  const mayWrite = can(session, 'mailings.write');
  const sender = useSender();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<Template>();
  const query = api.useQuery('get', '/api/v1/templates');
  const begin = useNewMailing();
  const create = useMutation({
    mutationFn: async () => {
      const body = { type: 'doc', content: [{ type: 'paragraph' }] };
      const content = {
        name: 'Untitled template',
        language: 'en' as const,
        subject: '',
        preview_text: '',
        body,
      };
      return (await http.POST('/api/v1/templates', { body: { owner_id: sender ?? '', ...content } })).data;
    },
    onSuccess: (made) => made && navigate({ to: '/templates/$id', params: { id: made.id } }),
    onError: showFailure,
  });
  const use = ({ owner_id, name, language, subject, preview_text, body, translations }: Template) =>
    begin.mutate({ owner_id, name, language, subject, preview_text, body, translations });
  return (
    <>
      <PageHeader
        title="Templates"
        back={{ label: 'Mailings', to: '/mailings' }}
        create={mayWrite ? { label: 'New template', onCreate: () => create.mutate() } : undefined}
      />
      <DataTable
        noun="templates"
        source={{ path: '/api/v1/templates' }}
        list={{
          rows: query.data?.data,
          total: query.data?.data.length,
          isRefreshing: query.isFetching,
          error: query.error,
          retry: () => void query.refetch(),
          hasMore: false,
          isLoadingMore: false,
          showMore: () => undefined,
        }}
        columns={columns}
        rowName={({ name }) => name}
        rowMenu={
          mayWrite
            ? (template) => (
                <>
                  <Menu.Item onClick={() => use(template)}>Write a mailing from it</Menu.Item>
                  <Menu.Item color="red" onClick={() => setLeaving(template)}>
                    Delete…
                  </Menu.Item>
                </>
              )
            : undefined
        }
        empty={
          <EmptyState
            icon={IconTemplate}
            title="No template yet"
            description="A text that you send in the same way again and again. Mailings begin with a copy of it."
            action={mayWrite && <Button onClick={() => create.mutate()}>New template</Button>}
          />
        }
      />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={`Delete ${leaving?.name ?? ''}?`}
        confirmLabel="Delete the template"
        isDangerous
        onConfirm={async () => {
          await http.DELETE('/api/v1/templates/{id}', { params: { path: { id: leaving?.id ?? '' } } });
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/templates'] });
          showDone('The template was deleted');
        }}
        onClose={() => setLeaving(undefined)}
      >
        Mailings that were written from it keep their text.
      </ConfirmDialog>
    </>
  );
}
