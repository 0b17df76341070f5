import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { Facts } from '../parts/facts';
import { type Load } from './words';

interface SeatCount {
  jurisdiction: string;
  kind: string;
  filled: number;
  vacant: number;
  vacancies: string[];
}

const NUMBERS: [key: string, label: string][] = [
  ['created', 'New'],
  ['updated', 'Changed'],
  ['unchanged', 'As before'],
  ['removed', 'Removed'],
  ['ended', 'Left office'],
  ['retired', 'Out of office, never written to'],
  ['vacant', 'Vacant seats'],
];

const numberOf = (load: Load, key: string): number | undefined => {
  const value = load.report?.[key];
  return typeof value === 'number' ? value : undefined;
};

const sentencesOf = (load: Load, key: string): string[] => {
  const value = load.report?.[key];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
};

/** One line: what changed, or why it was refused. */
export function summaryOf(load: Load): string {
  if (load.error) return load.error;
  if (!load.report)
    return load.total_count ? `${load.done_count} of ${load.total_count}` : 'Waits for a worker';
  const said = NUMBERS.slice(0, 5).flatMap(([key, label]) => {
    const count = numberOf(load, key);
    return count ? [`${count} ${label.toLowerCase()}`] : [];
  });
  return said.join(', ') || 'Nothing to change';
}

/** What a load did, in full. */
export function LoadReport({ load }: { load: Load }) {
  if (load.error)
    return (
      <Alert color="red" title="Nothing was changed">
        {load.error}
      </Alert>
    );
  if (!load.report) return <Text>{summaryOf(load)}</Text>;
  const counts = NUMBERS.flatMap(([key, label]) => {
    const count = numberOf(load, key);
    return count === undefined ? [] : [[label, count.toLocaleString()] as const];
  });
  const seats = Array.isArray(load.report.seats) ? (load.report.seats as SeatCount[]) : [];
  const vacancies = seats.flatMap((each) => each.vacancies);
  return (
    <Stack gap="md">
      <Facts facts={counts} />
      <Sentences title="Vacant" sentences={vacancies} />
      <Sentences title="Worth a look" sentences={sentencesOf(load, 'warnings')} />
      <Sentences title="Left out" sentences={sentencesOf(load, 'skipped')} />
    </Stack>
  );
}

const SHOWN = 50;

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {title}
      </Title>
      <List size="sm">
        {sentences.slice(0, SHOWN).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      {sentences.length > SHOWN && <Text size="sm">and {sentences.length - SHOWN} more</Text>}
    </section>
  );
}
