import '../mail-editor.css';
import { Alert, Badge, Button, Card, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../../api/client';
import { can, useSession } from '../../api/session';
import { showDone } from '../../frame/toasts';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useFormat } from '../../parts/format';
import { DateTime } from '../../parts/values';
import { type Mailing, metrics } from '../words';

type Test = Schema<'SplitTestResource'>;
type Variant = Test['versions'][number]['variant'];

/** How the versions do, and who gets the rest. */
export function SplitTestCard({ mailing, isMoving }: { mailing: Mailing; isMoving: boolean }) {
  const { data } = api.useQuery(
    'get',
    '/api/v1/mailings/{id}/split-test',
    { params: { path: { id: mailing.id } } },
    { refetchInterval: isMoving ? 5_000 : 30_000 },
  );
  if (!data?.test) return null;
  const { test } = data;
  return (
    <Card component="section" aria-labelledby="split-test">
      <Title order={2} id="split-test" mb="xs">
        Versions
      </Title>
      <Standing test={test} />
      <ScrollArea
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Figures by version' }}
      >
        <Versions mailing={mailing} test={test} />
      </ScrollArea>
      <Text size="sm" c="dimmed" mt="xs">
        Of the sample alone: {test.sample_percent} % of the audience, drawn by chance. Compared by{' '}
        {metrics[test.metric].toLowerCase()}.
      </Text>
    </Card>
  );
}

function Standing({ test }: { test: Test }) {
  if (test.state === 'testing')
    return (
      <Text mb="sm" role="status">
        The best one goes to everybody else {test.decide_at && <DateTime value={test.decide_at} />}. Until
        then they wait.
      </Text>
    );
  if (test.state === 'decided')
    return (
      <Text mb="sm" role="status">
        Version {test.winner} went to everybody else. {test.reason}
      </Text>
    );
  if (test.state === 'planned') return null;
  return (
    <Alert
      color="orange"
      mb="sm"
      title={test.state === 'stopped' ? 'The test was stopped' : 'No version won'}
      role="status"
    >
      {test.reason} Nobody else gets it until you choose a version.
    </Alert>
  );
}

function Versions({ mailing, test }: { mailing: Mailing; test: Test }) {
  const session = useSession();
  const queries = useQueryClient();
  const { number, percent } = useFormat();
  const [asked, setAsked] = useState<Variant>();
  const choose = useMutation({
    mutationFn: async (variant: Variant) => {
      const params = { path: { id: mailing.id } };
      await http.POST('/api/v1/mailings/{id}/split-test/winner', { params, body: { variant } });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/split-test'] });
      await queries.invalidateQueries({ queryKey: ['mailing-progress', mailing.id] });
      showDone(`Version ${variant} goes to everybody else`);
    },
  });
  const isOpen = ['testing', 'undecided', 'stopped'].includes(test.state);
  const mayChoose = isOpen && can(session, 'mailings.send') && ['sending', 'paused'].includes(mailing.state);
  const share = (count: number, sent: number) => (sent === 0 ? '—' : percent(count / sent));
  return (
    <>
      <Table aria-labelledby="split-test">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th ta="right">Accepted</Table.Th>
            <Table.Th ta="right">Opened</Table.Th>
            <Table.Th ta="right">Clicked</Table.Th>
            <Table.Th ta="right">Acted</Table.Th>
            <Table.Th ta="right">Left</Table.Th>
            {mayChoose && <Table.Th />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {test.versions.map(({ variant, subject, from_name, body, ...it }) => (
            <Table.Tr key={variant}>
              <Table.Td miw={150}>
                <Text size="sm" fw={600}>
                  {variant}: {subject ?? mailing.subject} {test.winner === variant && <Badge>Winner</Badge>}
                </Text>
                <Text size="sm" c="dimmed">
                  {[from_name && `from ${from_name}`, body && 'another text'].filter(Boolean).join(', ')}
                </Text>
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {number(it.sent)}
              </Table.Td>
              {[it.opened, it.clicked, it.acted, it.unsubscribed].map((count, at) => (
                <Table.Td key={at} ta="right" className="figures">
                  {number(count)}
                  <Text size="sm" c="dimmed">
                    {share(count, it.sent)}
                  </Text>
                </Table.Td>
              ))}
              {mayChoose && (
                <Table.Td ta="right">
                  <Button size="compact-sm" variant="default" onClick={() => setAsked(variant)}>
                    Choose {variant}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`Send version ${asked ?? ''} to everybody else?`}
        confirmLabel={`Send version ${asked ?? ''}`}
        onConfirm={() => choose.mutateAsync(asked!)}
        onClose={() => setAsked(undefined)}
      >
        It ends the test. {mailing.state === 'paused' && 'The mailing stands still: resume it afterwards.'}
      </ConfirmDialog>
    </>
  );
}
