import { Loader } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { LoadFailure } from '../parts/load-failure';
import { SegmentEditor } from './segment-editor';
import { EVERYBODY } from './words';

/** One segment, or a new one. */
export function SegmentScreen() {
  const { id } = useParams({ from: '/segments/$id' });
  return id === 'new' ? <NewSegment /> : <SavedSegment key={id} id={id} />;
}

function NewSegment() {
  const { chapters, scopes } = useSession();
  const { chapter } = useChapter();
  const mine = chapters.filter(({ permissions }) => permissions.includes('segments.write'));
  const owner = mine.find(({ id }) => id === chapter?.id) ?? mine[0] ?? scopes[0];
  return (
    <SegmentEditor id={null} ownerId={owner?.id ?? ''} saved={{ name: '', filter: EVERYBODY }} mayWrite />
  );
}

function SavedSegment({ id }: { id: string }) {
  const session = useSession();
  const segment = api.useQuery('get', '/api/v1/segments/{id}', { params: { path: { id } } });
  if (segment.isLoadingError)
    return <LoadFailure error={segment.error} onRetry={() => void segment.refetch()} what="This segment" />;
  if (!segment.data) return <Loader aria-label="Loading the segment" />;
  return (
    <SegmentEditor
      id={id}
      ownerId={segment.data.owner_id}
      saved={segment.data}
      mayWrite={can(session, 'segments.write')}
    />
  );
}
