import { Anchor, Card, Group, Select, Skeleton, Table, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { EmptyState } from '../parts/empty-state';
import { ExportButton } from '../parts/export-button';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { deeds, type Credit, type Deeds, type Figures, type Totals } from './words';

const KINDS = Object.keys(deeds) as (keyof Deeds)[];
const MONTHS_SHOWN = 12;

/** What came by whose links in a month, for the chapter itself. */
export function CreditScreen() {
  const { chapters } = useSession();
  const { chapter, choose } = useChapter();
  const { month = thisMonth() } = useSearch({ from: '/credit' });
  const navigate = useNavigate({ from: '/credit' });
  const { locale } = useFormat();
  const shown = chapter ?? chapters[0];
  const params = { path: { id: shown?.id ?? '' }, query: { month: `${month}-01` } };
  const credit = api.useQuery('get', '/api/v1/chapters/{id}/credit', { params }, { enabled: Boolean(shown) });
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <>
      <PageHeader
        title="Partner credit"
        detail="Who brought what, by the links that partners pass on. No name changes hands for it."
        actions={
          shown && <ExportButton path={`/api/v1/chapters/${shown.id}/credit.csv`} query={params.query} />
        }
      />
      <Group mb="md" align="flex-end">
        {chapters.length > 1 && (
          <Select
            label="Chapter"
            allowDeselect={false}
            data={chapters.map(({ slug, name: label }) => ({ value: slug, label }))}
            value={shown?.slug ?? null}
            onChange={(slug) => choose(slug ?? undefined)}
          />
        )}
        <Select
          label="Month"
          allowDeselect={false}
          data={lastMonths().map((value) => ({
            value,
            label: name.format(new Date(`${value}-01T00:00:00Z`)),
          }))}
          value={month}
          onChange={(next) =>
            void navigate({ search: (now) => ({ ...now, month: next ?? undefined }), replace: true })
          }
        />
      </Group>
      {credit.isLoadingError && (
        <LoadFailure error={credit.error} onRetry={() => void credit.refetch()} what="The month" />
      )}
      {shown && credit.isPending && <Skeleton h={240} />}
      {credit.data && <Month credit={credit.data} />}
    </>
  );
}

function Month({ credit }: { credit: Credit }) {
  if (credit.partners.length === 0)
    return (
      <EmptyState
        icon={IconLink}
        title="No partner has a link yet"
        description="Open a partner and add a link to a petition, an event or a letter. What comes of it is counted here."
      />
    );
  return (
    <Card>
      <Table.ScrollContainer minWidth={900} scrollAreaProps={{ tabIndex: 0 }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th rowSpan={2}>Partner</Table.Th>
              <Table.Th rowSpan={2} ta="right">
                Views
              </Table.Th>
              <Table.Th colSpan={KINDS.length} ta="center">
                First came by it
              </Table.Th>
              <Table.Th colSpan={KINDS.length} ta="center">
                Last came by it
              </Table.Th>
              <Table.Th rowSpan={2} ta="right">
                New people
              </Table.Th>
              <Table.Th rowSpan={2} ta="right">
                Have its mail
              </Table.Th>
              <Table.Th rowSpan={2} ta="right">
                Districts
              </Table.Th>
              <Table.Th rowSpan={2} ta="right">
                Promises kept
              </Table.Th>
            </Table.Tr>
            <Table.Tr>
              {['first', 'last'].map((touch) =>
                KINDS.map((kind) => (
                  <Table.Th key={touch + kind} ta="right">
                    {deeds[kind]}
                  </Table.Th>
                )),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {credit.partners.map(({ id, name, figures }) => (
              <Row
                key={id}
                figures={figures}
                name={
                  <Anchor component={Link} to={`/partners/${id}`} size="sm" fw={600}>
                    {name}
                  </Anchor>
                }
              />
            ))}
            <Row name="Other links" figures={credit.others} />
            <Row name={<b>Together</b>} figures={credit.total} />
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" mt="sm">
        {credit.is_frozen
          ? 'The month is over: statements keep the numbers of then. These are of today, and differ where somebody took something back.'
          : 'Statements of a month are made when it is over.'}
      </Text>
    </Card>
  );
}

function Row({ name, figures }: { name: ReactNode; figures: Totals | Figures }) {
  const { number } = useFormat();
  const own = 'consented' in figures ? figures : null;
  const settled = own ? own.commitments.done + own.commitments.missed : 0;
  const cells = [
    figures.views,
    ...KINDS.map((kind) => figures.first[kind]),
    ...KINDS.map((kind) => figures.last[kind]),
    figures.new_people,
    own?.consented ?? null,
    own?.districts ?? null,
  ];
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {cells.map((count, at) => (
        <Table.Td key={at} ta="right" className="figures">
          {count === null ? '' : number(count)}
        </Table.Td>
      ))}
      <Table.Td ta="right" className="figures">
        {settled > 0 && own ? `${number(own.commitments.done)} of ${number(settled)}` : ''}
      </Table.Td>
    </Table.Tr>
  );
}

const thisMonth = (): string => new Date().toISOString().slice(0, 7);

/** This month and those before it, newest first: '2026-11'. */
function lastMonths(): string[] {
  const now = new Date();
  return Array.from({ length: MONTHS_SHOWN }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)).toISOString().slice(0, 7),
  );
}
