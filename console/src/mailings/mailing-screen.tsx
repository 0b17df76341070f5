import { Skeleton, Stack } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { Composer } from './composer';
import { ResultScreen } from './result-screen';
import { type MailingState } from './words';

const WRITTEN: readonly MailingState[] = ['draft', 'scheduled', 'held'];

/** One mailing: the composer until it begins, then what became of it. */
export function MailingScreen() {
  const session = useSession();
  const { id } = useParams({ from: '/mailings/$id' });
  const { edit } = useSearch({ from: '/mailings/$id' });
  const query = api.useQuery('get', '/api/v1/mailings/{id}', { params: { path: { id } } });
  if (query.isLoadingError)
    return (
      <LoadFailure
        error={query.error}
        onRetry={() => void query.refetch()}
        what="The mailing"
        headingOrder={1}
      />
    );
  const mailing = query.data;
  if (!mailing) return <Waiting />;
  const isWritten =
    (WRITTEN.includes(mailing.state) || (edit && mailing.state === 'paused')) &&
    can(session, 'mailings.write');
  return isWritten ? (
    <Composer key={mailing.id} mailing={mailing} />
  ) : (
    <ResultScreen key={mailing.id} mailing={mailing} />
  );
}

function Waiting() {
  return (
    <Stack aria-busy>
      <Skeleton h={32} w={280} />
      <Skeleton h={160} />
      <Skeleton h={320} />
    </Stack>
  );
}
