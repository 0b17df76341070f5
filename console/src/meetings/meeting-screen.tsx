import { Badge, Button, Card, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { MeetingDrawer } from './meeting-drawer';
import { MeetingPartners } from './meeting-partners';
import { MeetingPeople } from './meeting-people';
import { meetingKinds } from './words';

/** One meeting: partners to tick, the people who came, and the owner's own notes. */
export function MeetingScreen() {
  const { id } = useParams({ from: '/partners/meetings/$id' });
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { day } = useFormat();
  const [isEditing, editing] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const meeting = api.useQuery('get', '/api/v1/meetings/{id}', { params: { path: { id } } });
  if (meeting.isLoadingError)
    return (
      <LoadFailure
        error={meeting.error}
        onRetry={() => void meeting.refetch()}
        what="The meeting"
        headingOrder={1}
      />
    );
  if (!meeting.data) return <Skeleton h={400} />;
  const { data } = meeting;
  const mayWrite = can(session, 'partners.write');
  const remove = async () => {
    await http.DELETE('/api/v1/meetings/{id}', { params: { path: { id } } });
    await navigate({ to: '/partners/meetings' });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/meetings'] });
    showDone('The meeting is removed');
  };
  return (
    <>
      <PageHeader
        title={data.title}
        back={{ label: 'Meetings', to: '/partners/meetings' }}
        badge={data.is_practice && <Badge>practice</Badge>}
        detail={[meetingKinds[data.kind], day(data.held_on), data.owner_name].join(' · ')}
        actions={
          mayWrite && (
            <>
              <Button variant="default" onClick={editing.open}>
                Edit
              </Button>
              <Button variant="default" onClick={removing.open}>
                Remove
              </Button>
            </>
          )
        }
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <MeetingPartners meeting={data} mayWrite={mayWrite} />
        <Stack gap="md">
          {mayWrite && <MeetingPeople meeting={data} />}
          {mayWrite && (
            <Card component="section" aria-labelledby="meeting-notes">
              <Title order={2} id="meeting-notes" mb="xs">
                Notes
              </Title>
              <Text size="sm" c={data.notes ? undefined : 'dimmed'} style={{ whiteSpace: 'pre-line' }}>
                {data.notes ?? 'None. They are for your own staff; partners do not read them.'}
              </Text>
            </Card>
          )}
        </Stack>
      </SimpleGrid>
      {isEditing && <MeetingDrawer meeting={data} onClose={editing.close} />}
      <ConfirmDialog
        isOpen={isRemoving}
        title="Remove this meeting?"
        confirmLabel="Remove the meeting"
        isDangerous
        onConfirm={remove}
        onClose={removing.close}
      >
        It is removed with its notes, and who came to it counts no more. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
