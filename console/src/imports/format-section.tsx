import { Checkbox, Group, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { http } from '../api/client';
import { showFailure } from '../frame/toasts';
import { delimiters, encodings, type Import, optionsOf } from './words';

/** How the file is cut into cells. A change shows at once in the columns below. */
export function FormatSection({ it, refresh }: { it: Import; refresh: () => Promise<void> }) {
  const { encoding, delimiter, has_headings } = it.format;
  const read = useMutation({
    mutationFn: (format: { encoding: string; delimiter: string; has_headings: boolean }) =>
      http.PATCH('/api/v1/imports/{id}', {
        params: { path: { id: it.id } },
        body: { format: format as { encoding: 'utf-8'; delimiter: string; has_headings: boolean } },
      }),
    onSuccess: refresh,
    onError: showFailure,
  });
  if (encoding === null || delimiter === null) return null;
  const now = { encoding, delimiter, has_headings };
  return (
    <Group gap="md" align="flex-end">
      <Select
        label="Letters"
        data={optionsOf(encodings)}
        value={encoding}
        allowDeselect={false}
        disabled={read.isPending}
        onChange={(value) => value && read.mutate({ ...now, encoding: value })}
      />
      <Select
        label="Between two cells"
        data={optionsOf(delimiter in delimiters ? delimiters : { ...delimiters, [delimiter]: delimiter })}
        value={delimiter}
        allowDeselect={false}
        disabled={read.isPending}
        onChange={(value) => value && read.mutate({ ...now, delimiter: value })}
      />
      <Checkbox
        label="The first row names the columns"
        checked={has_headings}
        disabled={read.isPending}
        mb={8}
        onChange={(event) => read.mutate({ ...now, has_headings: event.currentTarget.checked })}
      />
    </Group>
  );
}
