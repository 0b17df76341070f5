import { Card, Select, Stack, Table, Text, Title } from '@mantine/core';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { SaveMapping } from './save-mapping';
import { type PlanFormApi } from './plan-values';
import { chosen, meaningOf, NEW_FIELD, withFields } from './column-choices';
import { type Import } from './words';

const SAMPLES = 3;

interface ColumnsSectionProps {
  it: Import;
  form: PlanFormApi;
  /** A column is to be a field that is not there yet. */
  onNewField: (at: number) => void;
}

/** Each column of the file with a few of its cells, and what it is. */
export function ColumnsSection({ it, form, onNewField }: ColumnsSectionProps) {
  const { data } = api.useQuery('get', '/api/v1/imports/{id}/preview', { params: { path: { id: it.id } } });
  const own = api.useQuery('get', '/api/v1/segments/fields', {
    params: { query: { owner_id: it.owner_id } },
  });
  const choices = withFields(own.data?.fields ?? [], can(useSession(), 'chapter.settings'));
  const { mapping } = form.getValues();
  const samplesOf = (at: number): string =>
    (data?.rows ?? [])
      .map((row) => row[at]?.trim() ?? '')
      .filter((cell, place, cells) => cell !== '' && cells.indexOf(cell) === place)
      .slice(0, SAMPLES)
      .join(' · ');
  return (
    <Card component="section" aria-labelledby="import-columns">
      <Stack gap="sm">
        <Title order={2} id="import-columns">
          1. What the columns are
        </Title>
        <Table.ScrollContainer minWidth={320}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column</Table.Th>
                <Table.Th visibleFrom="sm">For example</Table.Th>
                <Table.Th>Is</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {it.columns.map(({ heading }, at) => (
                <Table.Tr key={at}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <Text fw={500} size="sm">
                      {heading}
                    </Text>
                    <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={2}>
                      {samplesOf(at)}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm" maw={320}>
                    <Text size="sm" c="dimmed" lineClamp={2}>
                      {samplesOf(at)}
                    </Text>
                  </Table.Td>
                  <Table.Td miw={170}>
                    <Select
                      aria-label={`What “${heading}” is`}
                      size="sm"
                      data={choices}
                      value={chosen(mapping[at])}
                      allowDeselect={false}
                      searchable
                      onChange={(choice) =>
                        choice === NEW_FIELD
                          ? onNewField(at)
                          : form.setFieldValue(`mapping.${at}`, meaningOf(choice ?? 'ignore'))
                      }
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <SaveMapping it={it} form={form} />
      </Stack>
    </Card>
  );
}
