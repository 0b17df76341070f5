import { Button, List, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { type LetterPartProps } from './letter-screen';
import { pathOf, type LetterCampaign, type LetterCampaignState } from './words';

interface Act {
  label: string;
  title: string;
  done: string;
  run: (id: string) => Promise<{ data?: LetterCampaign }>;
  explain: (campaign: LetterCampaign) => ReactNode;
  isPrimary?: boolean;
}

const path = (id: string) => ({ params: { path: { id } } });

const publish = (label: string, title: string): Act => ({
  label,
  title,
  done: 'Letters can be written',
  isPrimary: true,
  run: (id) => http.POST('/api/v1/letter-campaigns/{id}/publication', path(id)),
  explain: (campaign) => (
    <>
      <Text>From now on anybody can write at</Text>
      <Text fw={600} my="xs">
        {window.location.origin}
        {pathOf(campaign)}
      </Text>
      <List size="sm">
        <List.Item>Title, subject and letter are frozen. Other words later make a new text.</List.Item>
        <List.Item>A letter goes out once its writer has confirmed it by email.</List.Item>
        <List.Item>
          {campaign.sink_address
            ? `Letters go to ${campaign.sink_address} and to no official.`
            : 'Letters go to officials, by their real addresses.'}
        </List.Item>
      </List>
    </>
  ),
});

const CLOSE: Act = {
  label: 'Close',
  title: 'Close this campaign?',
  done: 'It is closed',
  run: (id) => http.POST('/api/v1/letter-campaigns/{id}/closure', path(id)),
  explain: () =>
    'Nobody can write any more, and letters that wait for their writer are not sent. You can open it again.',
};

const ACTS: Record<LetterCampaignState, Act[]> = {
  draft: [publish('Publish', 'Publish this campaign?')],
  open: [CLOSE],
  closed: [publish('Open again', 'Open it again?')],
};

/** What can be done next with the campaign as a whole; each asks first. */
export function LetterStateActions({ campaign, mayWrite, onChanged }: LetterPartProps) {
  const [asked, ask] = useState<Act>();
  return (
    <>
      {campaign.state !== 'draft' && (
        <Button
          component="a"
          href={pathOf(campaign)}
          target="_blank"
          rel="noreferrer"
          variant="subtle"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          Open the page
        </Button>
      )}
      {mayWrite &&
        ACTS[campaign.state].map((act) => (
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
          const { data } = await asked.run(campaign.id);
          if (data) onChanged(data);
          showDone(asked.done);
        }}
        onClose={() => ask(undefined)}
      >
        {asked?.explain(campaign)}
      </ConfirmDialog>
    </>
  );
}
