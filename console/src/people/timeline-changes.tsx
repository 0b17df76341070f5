import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { freeTimes, languageNames, type Volunteering } from '../volunteering/words';
import { emailStatuses, fieldNames, fieldValue, languages, type TimelineItem } from './words';

/** "First name: Ana → Anna", for every kind of thing that a record holds. */
export function changeOf({ detail, what }: TimelineItem): { title: string; detail?: string } {
  const field = String(detail['field']);
  const by = what.kind === 'bulk' && what.title ? ` (${what.title})` : '';
  if (field === 'person') return { title: `Was added${by}` };
  const [before, after] = [wordsOf(field, detail, 'before'), wordsOf(field, detail, 'after')];
  const name = field === 'value' ? fieldValue(detail['label'], 'Field') : (fieldNames[field] ?? field);
  if (before === '') return { title: `${name} added${by}`, detail: after };
  if (after === '') return { title: `${name} removed${by}`, detail: before };
  return { title: `${name} changed${by}`, detail: before === after ? after : `${before} → ${after}` };
}

function wordsOf(field: string, detail: TimelineItem['detail'], side: 'before' | 'after'): string {
  const value = detail[side];
  if (field === 'language') return languages[plain(value)] ?? plain(value);
  if (field === 'value') return valueWords(value, detail['options']);
  if (field === 'volunteering') return offerWords(value);
  if (field === 'training') return trainingWords(value);
  if (value !== null && typeof value === 'object') return entryWords(value as Record<string, unknown>);
  return plain(value);
}

/** The API leaves the kinds of detail open; here they are words. */
function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** An email, phone, address or tag. */
function entryWords(entry: Record<string, unknown>): string {
  const label = plain(entry['label']);
  const status = plain(entry['status']);
  return [
    plain(entry['address'] ?? entry['e164'] ?? entry['name']),
    ...['line1', 'city', 'state', 'zip'].map((column) => plain(entry[column])),
    label && `(${label})`,
    entry['is_primary'] === true && 'primary',
    status !== 'ok' && (emailStatuses[status]?.label ?? ''),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What they offered, without the names of its parts: they follow from the words. */
function offerWords(value: unknown): string {
  if (value === null || typeof value !== 'object') return '';
  const { skills, languages, availability, travel_km } = value as Volunteering;
  return [
    ...skills,
    ...languages.map(languageNames('en')),
    ...freeTimes(availability),
    travel_km === null ? '' : `${travel_km} km`,
  ]
    .filter(Boolean)
    .join(', ');
}

function trainingWords(value: unknown): string {
  if (value === null || typeof value !== 'object') return '';
  const { name, done_on, expires_on } = value as Volunteering['trainings'][number];
  return `${name}, done ${done_on}${expires_on ? `, until ${expires_on}` : ''}`;
}

function valueWords(value: unknown, options: unknown): string {
  const labels = new Map(
    Array.isArray(options)
      ? (options as { key: string; label: unknown }[]).map(({ key, label }) => [key, fieldValue(label, key)])
      : [],
  );
  return [value]
    .flat()
    .map((each) => labels.get(plain(each)) ?? plain(each))
    .join(', ');
}

/** Under a merge: that it was undone, or the button that undoes it. */
export function MergeDetail({ detail, mayUndo }: { detail: TimelineItem['detail']; mayUndo: boolean }) {
  const queries = useQueryClient();
  const id = String(detail['batch_id']);
  const undo = useMutation({
    mutationFn: () => http.POST('/api/v1/change-batches/{id}/undo', { params: { path: { id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      showDone('They are two records again');
    },
    onError: showFailure,
  });
  if (detail['undone_at'])
    return (
      <Text size="sm" c="dimmed">
        Undone since
      </Text>
    );
  if (!mayUndo) return null;
  return (
    <Button size="compact-xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
      Undo the merge
    </Button>
  );
}
