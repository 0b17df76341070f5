import { Button, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { type CampaignPartProps } from './campaign-screen';
import { type Campaign, type CampaignState } from './words';

interface Act {
  label: string;
  title: string;
  done: string;
  isPrimary?: boolean;
  run: (id: string) => Promise<{ data?: Campaign }>;
  explain: (campaign: Campaign) => ReactNode;
}

const path = (id: string) => ({ params: { path: { id } } });

const ACTS: Record<CampaignState, Act | undefined> = {
  draft: {
    label: 'Publish',
    title: 'Publish this campaign?',
    done: 'Its page is open',
    isPrimary: true,
    run: (id) => http.POST('/api/v1/campaigns/{id}/publication', path(id)),
    explain: ({ url }) => (
      <>
        <Text>From now on anybody can read it at</Text>
        <Text fw={600} my="xs" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
      </>
    ),
  },
  live: {
    label: 'End',
    title: 'End this campaign?',
    done: 'It has ended',
    run: (id) => http.POST('/api/v1/campaigns/{id}/ending', path(id)),
    explain: () =>
      'Its page stays and says what came of it, as you write it under Content, and what people can do next. Its petitions, events and letters go on until each is closed. This cannot be taken back.',
  },
  ended: undefined,
};

/** The page as visitors see it, and what can be done next with the campaign as a whole. */
export function CampaignStateActions({ campaign, onChanged }: CampaignPartProps) {
  const [isAsking, setAsking] = useState(false);
  const act = ACTS[campaign.state];
  return (
    <>
      {campaign.state !== 'draft' && (
        <Button
          component="a"
          href={campaign.url}
          target="_blank"
          rel="noreferrer"
          variant="subtle"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          Open the page
        </Button>
      )}
      {act && campaign.is_writable && (
        <>
          <Button variant={act.isPrimary ? 'filled' : 'default'} onClick={() => setAsking(true)}>
            {act.label}
          </Button>
          <ConfirmDialog
            isOpen={isAsking}
            title={act.title}
            confirmLabel={act.label}
            onConfirm={async () => {
              const { data } = await act.run(campaign.id);
              if (data) onChanged(data);
              showDone(act.done);
            }}
            onClose={() => setAsking(false)}
          >
            {act.explain(campaign)}
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
