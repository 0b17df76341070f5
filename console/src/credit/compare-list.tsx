import { Button, FileButton, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asApiError } from '../api/errors';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { upload } from '../api/upload';
import { addressesIn, saltedHashes } from './salted-hashes';

/** How many of those it brought are new to the partner: its own list is hashed in the browser and never sent. */
export function CompareList({ partnerId, month }: { partnerId: string; month: string }) {
  const queries = useQueryClient();
  const compare = useMutation({
    mutationFn: async (file: File) => {
      const addresses = addressesIn(await file.text());
      const { data } = await http.POST('/api/v1/partners/{id}/hash-matches', {
        params: { path: { id: partnerId } },
        body: { month },
      });
      if (!data) return;
      const hashes = new File([await saltedHashes(data.salt, addresses)], 'hashes.txt');
      await http.PUT('/api/v1/hash-matches/{id}/hashes', {
        params: { path: { id: data.id }, query: { name: hashes.name } },
        ...upload(hashes),
      });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/partners/{id}/statements'] });
      showDone('Your list was compared and forgotten');
    },
  });
  return (
    <>
      <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => file && compare.mutate(file)}>
        {(props) => (
          <Button {...props} variant="subtle" size="compact-sm" px={0} loading={compare.isPending}>
            How many are new? Choose your list
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        At least 100 addresses, once a month. They are hashed on this computer; no address is sent.
      </Text>
      {compare.error && (
        <Text size="sm" c="red.9" role="alert">
          {asApiError(compare.error).message}
        </Text>
      )}
    </>
  );
}
