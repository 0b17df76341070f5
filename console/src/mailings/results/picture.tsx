import '../mail-editor.css';
import { Anchor, Card, Grid, Select, Skeleton, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { api, type Schema } from '../../api/client';
import { cspNonce } from '../../csp';
import { LoadFailure } from '../../parts/load-failure';
import { useFormat } from '../../parts/format';
import { languages } from '../words';

type Picture = Schema<'MailingPicture'>;

/** The mail as it was sent with the clicks on each of its links, and the same as a list. */
export function ClickPicture({ mailingId }: { mailingId: string }) {
  const { number } = useFormat();
  const params = { path: { id: mailingId } };
  const versions = api.useQuery('get', '/api/v1/mailings/{id}/versions', { params }).data?.data;
  const [chosen, setChosen] = useState<string | null>(null);
  const version = chosen ?? versions?.[0]?.version.toString();
  const picture = api.useQuery(
    'get',
    '/api/v1/mailings/{id}/versions/{version}',
    { params: { path: { id: mailingId, version: version ?? '' } } },
    { enabled: version !== undefined },
  );
  if (versions?.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="clicks">
      <Title order={2} id="clicks" mb="sm">
        Clicks by link
      </Title>
      {versions && versions.length > 1 && (
        <Select
          label="Text"
          mb="sm"
          maw={320}
          data={versions.map(({ version: n, language, recipients }) => ({
            value: String(n),
            label: `Version ${n}, ${languages[language]}, to ${number(recipients)}`,
          }))}
          value={version}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      {picture.isLoadingError ? (
        <LoadFailure
          error={picture.error}
          onRetry={() => void picture.refetch()}
          what="The picture of the mail"
        />
      ) : picture.data ? (
        <Clicks picture={picture.data} />
      ) : (
        <Skeleton h={320} aria-busy />
      )}
    </Card>
  );
}

function Clicks({ picture }: { picture: Picture }) {
  const { number } = useFormat();
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 6 }} order={{ base: 2, md: 1 }}>
        <iframe
          title={`The mail “${picture.subject}” with the clicks on its links`}
          className="mail-preview"
          sandbox=""
          srcDoc={withCounts(picture, number)}
          tabIndex={0}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }} order={{ base: 1, md: 2 }}>
        {picture.links.length === 0 ? (
          <Text c="dimmed" size="sm">
            It has no link that is counted.
          </Text>
        ) : (
          <Table aria-labelledby="clicks">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Link</Table.Th>
                <Table.Th ta="right">People</Table.Th>
                <Table.Th ta="right">Machines</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {picture.links.map(({ position, url, people, automatic }) => (
                <Table.Tr key={position}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
                      {url}
                    </Anchor>
                  </Table.Td>
                  <Table.Td ta="right" className="figures">
                    {number(people)}
                  </Table.Td>
                  <Table.Td ta="right" className="figures">
                    {number(automatic)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Grid.Col>
    </Grid>
  );
}

/** The counts are drawn by a stylesheet, so that the mail itself stays as it was sent; the frame runs no script. */
function withCounts({ html, links }: Picture, number: (count: number) => string): string {
  const most = Math.max(1, ...links.map(({ people }) => people));
  const rules = links.map(
    ({
      position,
      people,
    }) => `a[href="#link-${position}"]{outline:2px solid rgb(8 82 86 / ${0.35 + (0.65 * people) / most})}
      a[href="#link-${position}"]::after{content:"${number(people)}";margin-left:6px}`,
  );
  const badge = `a[href^="#link-"]{outline-offset:2px}
    a[href^="#link-"]::after{display:inline-block;padding:0 7px;border-radius:9px;background:#12343b;color:#fff;
    font:700 13px/18px system-ui,sans-serif;text-decoration:none}`;
  return html.replace('</head>', `<style nonce="${cspNonce}">${badge}${rules.join('')}</style></head>`);
}
