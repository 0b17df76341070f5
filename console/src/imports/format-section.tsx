import { Checkbox, Group, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { http, type Schema } from '../api/client';
import { showFailure } from '../frame/toasts';
import { delimiters, encodings, type Import, optionsOf } from './words';

type Format = Schema<'FormatForm'>;

/** How the file is cut into cells, or which of its sheets is read. A change shows at once in the columns below. */
export function FormatSection({ it, refresh }: { it: Import; refresh: () => Promise<void> }) {
  const { kind, encoding, delimiter, sheet, sheets, has_headings } = it.format;
  const read = useMutation({
    mutationFn: (change: Partial<Format>) =>
      http.PATCH('/api/v1/imports/{id}', {
        params: { path: { id: it.id } },
        body: { format: { has_headings, ...change } },
      }),
    onSuccess: refresh,
    onError: showFailure,
  });
  return (
    <Group gap="md" align="flex-end">
      {kind === 'workbook' && (
        <Select
          label="Sheet"
          data={sheets}
          value={sheet}
          allowDeselect={false}
          disabled={read.isPending}
          onChange={(value) => value && read.mutate({ sheet: value })}
        />
      )}
      {encoding && (
        <Select
          label="Letters"
          data={optionsOf(encodings)}
          value={encoding}
          allowDeselect={false}
          disabled={read.isPending}
          onChange={(value) => value && read.mutate({ encoding: value as Format['encoding'] })}
        />
      )}
      {delimiter && (
        <Select
          label="Between two cells"
          data={optionsOf(delimiter in delimiters ? delimiters : { ...delimiters, [delimiter]: delimiter })}
          value={delimiter}
          allowDeselect={false}
          disabled={read.isPending}
          onChange={(value) => value && read.mutate({ delimiter: value })}
        />
      )}
      <Checkbox
        label="The first row names the columns"
        checked={has_headings}
        disabled={read.isPending}
        mb={8}
        onChange={(event) => read.mutate({ has_headings: event.currentTarget.checked })}
      />
    </Group>
  );
}
