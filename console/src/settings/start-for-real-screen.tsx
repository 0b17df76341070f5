import { Alert, Button, Card, Checkbox, List, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSeeding } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { sortErrors } from '../api/form-errors';
import { NoClientsHere } from '../people/status-warning';
import { EmptyState } from '../parts/empty-state';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { useFormat } from '../parts/format';

/** The end of practising: what goes, what comes after it, and no way back. */
export function StartForRealScreen() {
  const practice = api.useQuery('get', '/api/v1/practice');
  return (
    <>
      <PageHeader title="Start for real" back={{ label: 'Settings', to: '/settings' }} />
      {practice.isLoadingError && (
        <LoadFailure
          error={practice.error}
          onRetry={() => void practice.refetch()}
          what="The practice data"
        />
      )}
      {practice.isPending && <Skeleton h={400} maw={760} />}
      {practice.data &&
        (practice.data.name === null ? (
          <EmptyState
            icon={IconSeeding}
            title="This is for real already"
            description="There is no practice data here."
          />
        ) : (
          <StartForm practice={practice.data} name={practice.data.name} />
        ))}
    </>
  );
}

function StartForm({ practice, name }: { practice: Schema<'PracticeResource'>; name: string }) {
  const [general, setGeneral] = useState<string[]>([]);
  const form = useForm({
    initialValues: {
      coalition: { name: '', administrator_name: '', administrator_email: '' },
      removes_own: false,
      confirmation: '',
    },
  });
  const start = useMutation({
    mutationFn: async ({ coalition, ...rest }: typeof form.values) => {
      const body = practice.has_real_coalition ? rest : { ...rest, coalition };
      return (await http.POST('/api/v1/practice/removal', { body })).data;
    },
    // The account that pressed the button is gone, as a rule: the link signs the new administrator in.
    onSuccess: (done) => window.location.assign(done?.sign_in_url ?? '/sign-in'),
    onError: (cause) => {
      const sorted = sortErrors(asApiError(cause), Object.keys(form.getValues()));
      form.setErrors(sorted.fields);
      setGeneral(sorted.general);
    },
  });
  const isReady = form.values.confirmation.trim() === name;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        setGeneral([]);
        start.mutate(values);
      })}
    >
      <Stack gap="md" maw={760}>
        <WhatGoes practice={practice} name={name} />
        {!practice.has_real_coalition && (
          <Card component="section" aria-labelledby="coalition">
            <Title order={2} id="coalition">
              Your coalition
            </Title>
            <Text size="sm" c="dimmed" mb="md">
              Your practice sign-in goes too. You choose a new password, then add your first chapter and
              invite your colleagues.
            </Text>
            <NoClientsHere />
            <Stack gap="md">
              <TextInput
                label="Name of your coalition"
                withAsterisk
                {...form.getInputProps('coalition.name')}
              />
              <TextInput
                label="Your name"
                withAsterisk
                autoComplete="name"
                {...form.getInputProps('coalition.administrator_name')}
              />
              <TextInput
                label="Your email address"
                description="Signs you in, as the coalition’s administrator."
                type="email"
                withAsterisk
                autoComplete="email"
                {...form.getInputProps('coalition.administrator_email')}
              />
            </Stack>
          </Card>
        )}
        <Card component="section" aria-labelledby="confirm">
          <Title order={2} id="confirm" mb="md">
            There is no way back
          </Title>
          <Stack gap="md">
            {practice.added.length > 0 && (
              <Checkbox
                label="What we added ourselves may go too"
                {...form.getInputProps('removes_own', { type: 'checkbox' })}
              />
            )}
            <TextInput
              label={`Type ${name} to confirm`}
              autoComplete="off"
              {...form.getInputProps('confirmation')}
            />
            {general.length > 0 && (
              <Alert color="red" role="alert" title="Not started">
                {general.join(' ')}
              </Alert>
            )}
            <div>
              <Button type="submit" color="red" disabled={!isReady} loading={start.isPending}>
                Remove the practice data and start
              </Button>
            </div>
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}

function WhatGoes({ practice, name }: { practice: Schema<'PracticeResource'>; name: string }) {
  const { number } = useFormat();
  return (
    <Card component="section" aria-labelledby="goes">
      <Title order={2} id="goes" mb="xs">
        What goes
      </Title>
      <Text size="sm">
        {name} with all its chapters, invented people, actions, mail and sign-ins. What is in the audit log
        stays.
      </Text>
      {practice.added.length > 0 && (
        <Alert color="orange" mt="md" title="You have added to it since it was loaded">
          <List size="sm">
            {practice.added.map(({ kind, count, names }) => (
              <List.Item key={kind}>
                {number(count)} {kind}
                {names.length > 0 && `: ${names.join(', ')}${count > names.length ? ' …' : ''}`}
              </List.Item>
            ))}
          </List>
          <Text size="sm" mt="xs">
            All of this goes too, with whatever chapters keep to themselves. Copy first what you want to keep.
          </Text>
        </Alert>
      )}
    </Card>
  );
}
