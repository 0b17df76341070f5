import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useOpenable } from '../frame/use-sections';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { letterStates, locatedBy, outreachStates, type Letter, type Outreach } from './words';

const nameOf = ({ given_name, family_name }: Letter) => `${given_name} ${family_name}`;

/** Who wrote, and what became of it at each official. */
export function LetterList({ campaignId }: { campaignId: string }) {
  const [shown, show] = useState<Letter>();
  const params = { path: { id: campaignId }, query: { limit: 50 } };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/letter-campaigns/{id}/letters', { params }, keyset),
  );
  const columns: Column<Letter>[] = [
    {
      key: 'name',
      title: 'Writer',
      render: (letter) => (
        <Button variant="transparent" px={0} size="compact-sm" onClick={() => show(letter)}>
          {nameOf(letter)}
        </Button>
      ),
    },
    { key: 'state', title: 'State', render: (letter) => <LetterBadge letter={letter} /> },
    {
      key: 'outreach',
      title: 'Officials',
      render: ({ outreach }) => (
        <Stack gap={4}>
          {outreach.map((each) => (
            <OutreachLine key={each.id} outreach={each} />
          ))}
        </Stack>
      ),
    },
    {
      key: 'own',
      title: 'Own words',
      align: 'right',
      render: ({ edit_share }) => <Share value={edit_share} />,
    },
    { key: 'when', title: 'Written', render: ({ created_at }) => <RelativeTime value={created_at} /> },
  ];
  return (
    <>
      <DataTable
        noun="letters"
        source={{ path: `/api/v1/letter-campaigns/${campaignId}/letters` }}
        list={list}
        columns={columns}
        rowName={nameOf}
        empty={<EmptyState icon={IconMailForward} title="Nobody has written yet" />}
      />
      <Drawer
        opened={shown !== undefined}
        onClose={() => show(undefined)}
        title={shown && nameOf(shown)}
        size={560}
      >
        {shown && <LetterDetail letter={shown} />}
      </Drawer>
    </>
  );
}

function LetterBadge({ letter: { state, is_suspect } }: { letter: Letter }) {
  return is_suspect ? (
    <StatusBadge tone="bad">Probably a robot</StatusBadge>
  ) : (
    <StatusBadge tone={letterStates[state].tone}>{letterStates[state].label}</StatusBadge>
  );
}

function Share({ value }: { value: number }) {
  const { percent } = useFormat();
  return <span className="figures">{percent(Math.round(value * 100) / 100)}</span>;
}

function OutreachLine({ outreach }: { outreach: Outreach }) {
  const { label, tone } = outreachStates[outreach.state];
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Text size="sm">{outreach.official_name}</Text>
      <StatusBadge tone={tone}>{label}</StatusBadge>
    </Group>
  );
}

function LetterDetail({ letter }: { letter: Letter }) {
  const href = useOpenable()(`/people/${letter.person_id}`);
  const sink = letter.outreach.find(({ sink_address }) => sink_address)?.sink_address;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          ['State', <LetterBadge key="state" letter={letter} />],
          [
            'Person',
            letter.person_id && href && (
              <Anchor component={Link} to={href} size="sm">
                Open the record
              </Anchor>
            ),
          ],
          ['Lives in', letter.districts.join(', ')],
          ['Found by', locatedBy[letter.located_by]],
          [
            'Code',
            <Anchor
              key="code"
              href={`/verify/${letter.verification_code}`}
              target="_blank"
              rel="noreferrer"
              size="sm"
            >
              {letter.verification_code}
            </Anchor>,
          ],
          ['Text', `version ${letter.version}`],
          ...(sink ? [['Went to', `${sink}, in place of the officials`] as const] : []),
        ]}
      />
      <Stack gap={4}>
        {letter.outreach.map((each) => (
          <OutreachLine key={each.id} outreach={each} />
        ))}
      </Stack>
      <div>
        <Text fw={600}>{letter.subject}</Text>
        <Text className="letter-text">{[letter.body, letter.story].filter(Boolean).join('\n\n')}</Text>
      </div>
    </Stack>
  );
}
