import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { TriggerDrawer } from './trigger-drawer';
import { type Journey, type JourneyState } from './words';

interface Act {
  label: string;
  title: string;
  explain: string;
  done: string;
  run: (id: string) => Promise<{ data?: Journey }>;
  isPrimary?: boolean;
  isDangerous?: boolean;
}

const path = (id: string) => ({ params: { path: { id } } });
const SWITCH_ON: Act = {
  label: 'Switch on',
  title: 'Switch this journey on?',
  explain:
    'It begins for everybody who does this from now on, and goes on for those who are under way. Mails go out by themselves, to subscribers only.',
  done: 'It is on',
  isPrimary: true,
  run: (id) => http.POST('/api/v1/journeys/{id}/activation', path(id)),
};
const PAUSE: Act = {
  label: 'Pause',
  title: 'Pause this journey?',
  explain: 'Nobody begins it and nobody goes on. What people do meanwhile does not begin it later.',
  done: 'It is paused',
  run: (id) => http.POST('/api/v1/journeys/{id}/pause', path(id)),
};
const END: Act = {
  label: 'End',
  title: 'End this journey for good?',
  explain: 'Everybody who is under way leaves it. Its figures stay.',
  done: 'It has ended',
  isDangerous: true,
  run: (id) => http.POST('/api/v1/journeys/{id}/ending', path(id)),
};
const ACTS: Record<JourneyState, Act[]> = {
  draft: [SWITCH_ON],
  on: [PAUSE, END],
  paused: [END, SWITCH_ON],
  ended: [],
};

/** What can be done with the journey as a whole; each asks first. */
export function JourneyActions({
  journey,
  onChanged,
}: {
  journey: Journey;
  onChanged: (it: Journey) => void;
}) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asked, ask] = useState<Act>();
  const [isRenaming, renaming] = useDisclosure(false);
  const [isDeleting, deleting] = useDisclosure(false);
  const maySend = can(session, 'mailings.send');
  const acts = ACTS[journey.state].filter((act) => act !== SWITCH_ON || maySend);
  return (
    <>
      {(journey.state === 'draft' || (journey.state !== 'ended' && maySend)) && (
        <Button variant="default" onClick={renaming.open}>
          Name and beginning
        </Button>
      )}
      {journey.state === 'draft' && (
        <Button variant="default" onClick={deleting.open}>
          Delete
        </Button>
      )}
      {acts.map((act) => (
        <Button
          key={act.label}
          variant={act.isPrimary ? 'filled' : 'default'}
          disabled={act === SWITCH_ON && journey.steps.length === 0}
          onClick={() => ask(act)}
        >
          {act.label}
        </Button>
      ))}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={asked?.title ?? ''}
        confirmLabel={asked?.label ?? ''}
        isDangerous={asked?.isDangerous}
        onConfirm={async () => {
          if (!asked) return;
          const { data } = await asked.run(journey.id);
          if (data) onChanged(data);
          showDone(asked.done);
        }}
        onClose={() => ask(undefined)}
      >
        {asked?.explain}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isDeleting}
        title={`Delete ${journey.name}?`}
        confirmLabel="Delete the journey"
        isDangerous
        onConfirm={async () => {
          await http.DELETE('/api/v1/journeys/{id}', path(journey.id));
          await queries.invalidateQueries({ queryKey: ['get', '/api/v1/journeys'] });
          showDone('The journey was deleted');
          void navigate({ to: '/journeys' });
        }}
        onClose={deleting.close}
      >
        It was never on, so nobody has begun it.
      </ConfirmDialog>
      {isRenaming && (
        <TriggerDrawer isOpen journey={journey} onChanged={onChanged} onClose={renaming.close} />
      )}
    </>
  );
}
