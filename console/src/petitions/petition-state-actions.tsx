import { Button, List, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { type PetitionPartProps } from './petition-screen';
import { languages, writtenIn, type Petition, type PetitionState } from './words';

interface Act {
  label: string;
  title: string;
  done: string;
  run: (id: string) => Promise<{ data?: Petition }>;
  explain: (petition: Petition) => ReactNode;
  isPrimary?: boolean;
}

const path = (id: string) => ({ params: { path: { id } } });

const PUBLISH: Act = {
  label: 'Publish',
  title: 'Publish this petition?',
  done: 'It is open for signatures',
  isPrimary: true,
  run: (id) => http.POST('/api/v1/petitions/{id}/publication', path(id)),
  explain: (petition) => (
    <>
      <Text>From now on anybody can sign it at</Text>
      <Text fw={600} my="xs" style={{ overflowWrap: 'anywhere' }}>
        {petition.url}
      </Text>
      <List size="sm">
        <List.Item>
          Complete in{' '}
          {writtenIn(petition)
            .map((key) => languages.find(({ value }) => value === key)?.label)
            .join(', ') || 'no language yet'}
          .
        </List.Item>
        <List.Item>Title, addressee and ask are frozen. Other words later make a new text.</List.Item>
        <List.Item>A signature counts once its signer has confirmed it by email.</List.Item>
      </List>
    </>
  ),
};
const CLOSE: Act = {
  label: 'Close',
  title: 'Close this petition?',
  done: 'It is closed',
  run: (id) => http.POST('/api/v1/petitions/{id}/closure', path(id)),
  explain: () =>
    'Nobody can sign any more. Signatures that wait for their confirmation still count when it comes. You can reopen it.',
};
const REOPEN: Act = {
  label: 'Reopen',
  title: 'Open it again?',
  done: 'It is open for signatures again',
  run: (id) => http.POST('/api/v1/petitions/{id}/reopening', path(id)),
  explain: () => 'Anybody can sign it again.',
};
const DELIVER: Act = {
  label: 'Mark as delivered',
  title: 'Mark it as delivered?',
  done: 'It is marked as delivered',
  isPrimary: true,
  run: (id) => http.POST('/api/v1/petitions/{id}/delivery', path(id)),
  explain: ({ confirmed_count }) => <DeliverText count={confirmed_count} />,
};

const ACTS: Record<PetitionState, Act[]> = {
  draft: [PUBLISH],
  open: [CLOSE],
  closed: [REOPEN, DELIVER],
  delivered: [],
};

function DeliverText({ count }: { count: number }) {
  const { number } = useFormat();
  return (
    <>
      You handed over {number(count)} signatures. Neither that number nor the text changes after this; it
      cannot be taken back.
    </>
  );
}

/** What can be done next with the petition as a whole; each asks first. */
export function PetitionStateActions({ petition, onChanged }: PetitionPartProps) {
  const [asked, ask] = useState<Act>();
  return (
    <>
      {petition.state !== 'draft' && (
        <Button
          component="a"
          href={petition.url}
          target="_blank"
          rel="noreferrer"
          variant="subtle"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          Open the page
        </Button>
      )}
      {ACTS[petition.state].map((act) => (
        <Button key={act.label} variant={act.isPrimary ? 'filled' : 'default'} onClick={() => ask(act)}>
          {act.label}
        </Button>
      ))}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={asked?.title ?? ''}
        confirmLabel={asked?.label ?? ''}
        onConfirm={async () => {
          if (!asked) return;
          const { data } = await asked.run(petition.id);
          if (data) onChanged(data);
          showDone(asked.done);
        }}
        onClose={() => ask(undefined)}
      >
        {asked?.explain(petition)}
      </ConfirmDialog>
    </>
  );
}
