import { Badge, Button, Card, Skeleton, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { RecordLayout } from '../parts/record-layout';
import { GroupMembers } from './group-members';
import { GroupNotes } from './group-notes';
import { type GroupRecord } from './words';

export interface GroupPartProps {
  group: GroupRecord;
  mayWrite: boolean;
  /** Asks for the group anew: its acts answer with nothing. */
  onChanged: () => Promise<void>;
}

/** One working group: its charter, its notes and who is in it. */
export function GroupScreen() {
  const { id } = useParams({ from: '/partners/groups/$id' });
  const session = useSession();
  const queries = useQueryClient();
  const [isEditing, editing] = useDisclosure(false);
  const group = api.useQuery('get', '/api/v1/working-groups/{id}', { params: { path: { id } } });
  if (group.isLoadingError)
    return (
      <LoadFailure
        error={group.error}
        onRetry={() => void group.refetch()}
        what="The group"
        headingOrder={1}
      />
    );
  if (!group.data) return <Skeleton h={400} />;
  const { data } = group;
  const mayWrite = ownersWith(session, 'partners.write').some(({ value }) => value === id);
  const onChanged = async () => {
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/working-groups/{id}'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/working-groups'] });
  };
  const props: GroupPartProps = { group: data, mayWrite, onChanged };
  return (
    <>
      <PageHeader
        title={data.name}
        back={{ label: 'Working groups', to: '/partners/groups' }}
        badge={data.is_practice && <Badge>practice</Badge>}
        detail={`Working group of ${data.parent_name}`}
        actions={
          mayWrite && (
            <>
              <Button variant="default" component={Link} to="/mailings">
                Mailings
              </Button>
              <Button variant="default" onClick={editing.open}>
                Edit
              </Button>
            </>
          )
        }
      />
      <RecordLayout
        labels={{ about: 'Charter', activity: 'Notes', links: 'Members' }}
        about={
          <Card component="section" aria-labelledby="group-charter">
            <Title order={2} id="group-charter" mb="xs">
              Charter
            </Title>
            <Text size="sm" c={data.charter ? undefined : 'dimmed'} style={{ whiteSpace: 'pre-line' }}>
              {data.charter || 'None yet: what the group is for, and what it may decide.'}
            </Text>
          </Card>
        }
        activity={<GroupNotes {...props} />}
        links={<GroupMembers {...props} />}
      />
      {isEditing && <EditDrawer {...props} onClose={editing.close} />}
    </>
  );
}

function EditDrawer({ group, onChanged, onClose }: GroupPartProps & { onClose: () => void }) {
  const form = useForm({ initialValues: { name: group.name, charter: group.charter } });
  const save = async (body: typeof form.values) => {
    await http.PATCH('/api/v1/working-groups/{id}', { params: { path: { id: group.id } }, body });
    await onChanged();
    showDone('Saved');
  };
  return (
    <FormDrawer isOpen title="Edit the group" submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Textarea label="Charter" autosize minRows={6} {...form.getInputProps('charter')} />
    </FormDrawer>
  );
}
