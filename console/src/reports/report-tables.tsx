import { Anchor, Card, Group, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOpenable } from '../frame/use-sections';
import { ExportButton } from '../parts/export-button';
import { useFormat } from '../parts/format';
import { Missing } from '../parts/values';
import { type Figures, type Overview } from './words';

const COLUMNS = ['Actions', 'New people', 'Active', 'Places filled', 'No-show', 'Letters'];

/** A line for each chapter, and for the network itself. */
export function FiguresTable({ figures }: { figures: Figures[] }) {
  return (
    <Card component="section" aria-labelledby="figures">
      <Title order={2} id="figures" mb="xs">
        By chapter
      </Title>
      <Table.ScrollContainer
        minWidth={760}
        scrollAreaProps={{
          viewportProps: { tabIndex: 0, role: 'group', 'aria-label': 'Figures by chapter' },
        }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Chapter</Table.Th>
              {COLUMNS.map((column) => (
                <Table.Th key={column} scope="col" ta="right">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Th scope="row">{each.name}</Table.Th>
                <Count value={each.actions} />
                <Count value={each.new_people} />
                <Count value={each.active_people} />
                <Share part={each.places_taken} whole={each.places} />
                <Share part={each.stayed_away} whole={sumOf(each.came, each.stayed_away)} />
                <Count value={each.letters} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

const sumOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

const FEW = 'fewer than 5';

function Count({ value }: { value: number | null }) {
  const { number } = useFormat();
  return (
    <Table.Td ta="right" className="figures">
      {value === null ? FEW : number(value)}
    </Table.Td>
  );
}

/** "64 % (32 of 50)"; a dash where there was nothing to take a part of. */
function Share({ part, whole }: { part: number | null; whole: number | null }) {
  const { number, percent } = useFormat();
  if (part === null || whole === null)
    return (
      <Table.Td ta="right" className="figures">
        {FEW}
      </Table.Td>
    );
  return (
    <Table.Td ta="right" className="figures">
      {whole === 0 ? (
        <Missing what="There was none" />
      ) : (
        <>
          {percent(part / whole)}
          <Text span size="xs" c="dimmed" display="block">
            {number(part)} of {number(whole)}
          </Text>
        </>
      )}
    </Table.Td>
  );
}

interface TargetsTableProps {
  targets: Overview['targets'];
  query: Record<string, string | undefined>;
}

/** What became of them, beside those that the office's server took. */
const RESULTS: { title: string; of: (target: Overview['targets'][number]) => number | null }[] = [
  { title: 'By hand', of: ({ by_hand }) => by_hand },
  { title: 'On their way', of: ({ on_their_way }) => on_their_way },
  { title: 'Came back', of: ({ came_back }) => came_back },
  { title: 'Not known', of: ({ unknown }) => unknown },
];

/** Letters by whom they went to, and what became of them. */
export function TargetsTable({ targets, query }: TargetsTableProps) {
  const hrefOf = useOpenable();
  const hasSeveral = new Set(targets.map(({ owner_id }) => owner_id)).size > 1;
  return (
    <Card component="section" aria-labelledby="targets">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="targets">
          Letters by target
        </Title>
        {targets.length > 0 && <ExportButton path="/api/v1/reports/letters-by-target.csv" query={query} />}
      </Group>
      {targets.length === 0 ? (
        <Text size="sm" c="dimmed">
          No letter left in this period.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Official</Table.Th>
                {hasSeveral && <Table.Th scope="col">Chapter</Table.Th>}
                <Table.Th scope="col" ta="right">
                  Letters
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Constituents
                </Table.Th>
                {RESULTS.map(({ title }) => (
                  <Table.Th scope="col" ta="right" key={title}>
                    {title}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {targets.map((each) => {
                const href = hrefOf(`/officials/${each.official_id}`);
                return (
                  <Table.Tr key={each.owner_id + each.official_id}>
                    <Table.Td>
                      {href ? (
                        <Anchor component={Link} to={href} size="sm" fw={600}>
                          {each.official_name}
                        </Anchor>
                      ) : (
                        each.official_name
                      )}
                      <Text size="xs" c="dimmed">
                        {each.office}
                      </Text>
                    </Table.Td>
                    {hasSeveral && <Table.Td>{each.owner_name}</Table.Td>}
                    <Count value={each.letters} />
                    <Count value={each.constituents} />
                    {RESULTS.map(({ title, of }) => (
                      <Count key={title} value={of(each)} />
                    ))}
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
