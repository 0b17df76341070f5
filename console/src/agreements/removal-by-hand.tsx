import { Alert, Button, List, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schema } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';

interface RemovalByHandProps {
  notice: Schema<'RemovalNoticeResource'>;
  onClose: () => void;
}

/** Whom to tell a partner of, and what it answered. */
export function RemovalByHand({ notice: { id, organization_name, is_untold }, onClose }: RemovalByHandProps) {
  const queries = useQueryClient();
  const params = { path: { id } };
  const { data, isError, refetch } = api.useQuery('get', '/api/v1/removal-notices/{id}', { params });
  const form = useForm({ mode: 'uncontrolled', initialValues: { words: '' } });
  const save = async (body: { words: string }) => {
    await http.POST('/api/v1/removal-notices/{id}/acknowledgement', { params, body });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/removal-notices'] });
    showDone('It is written down that they removed them');
  };
  return (
    <FormDrawer
      isOpen
      title={`Tell ${organization_name}`}
      submitLabel="They removed them"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {is_untold && (
        <Alert color="orange" p="sm">
          Nobody there could be mailed. Name a data contact among their people, and the mail goes by itself.
        </Alert>
      )}
      <Text size="sm">
        Ask them to remove these people from their records, with every copy and export. Name them by telephone
        or face to face: mail is kept in more places than one can clean.
      </Text>
      {isError && (
        <Alert color="red" p="sm">
          The names could not be read.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      <List size="sm">
        {(data?.people ?? []).map(({ id: personId, name }) => (
          <List.Item key={personId}>{name}</List.Item>
        ))}
      </List>
      <Textarea
        label="Who said that they removed them, and when"
        withAsterisk
        autosize
        minRows={2}
        maxLength={300}
        data-autofocus
        key={form.key('words')}
        {...form.getInputProps('words')}
      />
    </FormDrawer>
  );
}
