import './mail-editor.css';
import { Alert, Badge, SimpleGrid, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { ApprovalNotice } from './approval';
import { LeavingReasons } from './leaving-reasons';
import { ProgressBar } from './progress-bar';
import { ResultActions } from './result-actions';
import { Answers } from './results/answers';
import { Deliveries, type DeliveryFilter } from './results/deliveries';
import { Domains } from './results/domains';
import { Funnel } from './results/funnel';
import { Hours } from './results/hours';
import { ClickPicture } from './results/picture';
import { Reasons } from './results/reasons';
import { SplitTestCard } from './results/split-test-card';
import { useRefreshResults, useResults } from './results/use-results';
import { Tiles } from './tiles';
import { WaitingNotice } from './waiting-notice';
import { UnknownNotice } from './unknown-notice';
import { useProgress } from './use-progress';
import { type Mailing, type MailingState, states } from './words';

const MOVING: readonly MailingState[] = ['preparing', 'sending'];

/** A mailing that has begun: how it goes, what became of it, and what can still be done. */
export function ResultScreen({ mailing }: { mailing: Mailing }) {
  const session = useSession();
  const refresh = useRefreshResults();
  const progress = useProgress(mailing.id, mailing.state);
  const state = progress.data?.state ?? mailing.state;
  const isMoving = MOVING.includes(state);
  const { data: results } = useResults(mailing.id, isMoving);
  const [filter, setFilter] = useState<DeliveryFilter>();
  const list = useRef<HTMLDivElement>(null);
  const show = (wanted: DeliveryFilter) => {
    setFilter(wanted);
    list.current?.scrollIntoView({ block: 'start' });
  };
  // The stream knows first; the record follows, and with it what the buttons offer and the parts of the report tell.
  useEffect(() => {
    if (progress.data && progress.data.state !== mailing.state) void refresh();
  }, [progress.data, mailing.state, refresh]);
  return (
    <>
      <PageHeader
        title={mailing.name}
        back={{ label: 'Mailings', to: '/mailings' }}
        badge={
          <>
            <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>
            {mailing.is_practice && <Badge>practice</Badge>}
          </>
        }
        detail={mailing.subject}
        actions={<ResultActions mailing={mailing} state={state} mayWrite={can(session, 'mailings.write')} />}
      />
      <WaitingNotice mailing={mailing} />
      <ApprovalNotice mailing={mailing} />
      <Stack gap="md">
        {state === 'paused' && (
          <Alert color="orange" title="It stands still">
            {mailing.pause_reason ?? 'Nothing goes out until somebody resumes it.'}
          </Alert>
        )}
        {progress.error && !progress.data ? (
          <LoadFailure error={progress.error} onRetry={() => void progress.refetch()} what="The progress" />
        ) : (
          <>
            <ProgressBar progress={progress.data} />
            <Tiles progress={progress.data} />
            <UnknownNotice mailingId={mailing.id} count={progress.data?.unknown ?? 0} />
          </>
        )}
        <SplitTestCard mailing={mailing} isMoving={isMoving} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Funnel progress={progress.data} acted={results?.acted} isTracked={mailing.is_tracked} />
          {results && mailing.is_tracked && <Answers results={results} />}
        </SimpleGrid>
        {mailing.is_tracked && <ClickPicture mailingId={mailing.id} />}
        {results && <Hours hours={results.hours} />}
        {results && <Domains domains={results.domains} />}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Reasons mailingId={mailing.id} isMoving={isMoving} onShow={show} />
          <LeavingReasons mailingId={mailing.id} />
        </SimpleGrid>
        <div ref={list}>
          <Deliveries mailingId={mailing.id} filter={filter} onFilter={setFilter} />
        </div>
      </Stack>
    </>
  );
}
