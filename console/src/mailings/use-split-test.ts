import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';

export type TestPlan = Schema<'SplitTestForm'>;

const PAUSE_MS = 700;
export const NEW_VERSION: TestPlan['variants'][number] = { subject: null, from_name: null, body: null };
const NEW_TEST: TestPlan = {
  sample_percent: 20,
  metric: 'clicks',
  wait_hours: 4,
  most_leaving_percent: 2,
  variants: [NEW_VERSION],
};

/** The planned test of a mailing's versions. Like the mailing it saves itself when the typing pauses. */
export function useSplitTest(mailingId: string) {
  const queries = useQueryClient();
  const params = { path: { id: mailingId } };
  const { data } = api.useQuery('get', '/api/v1/mailings/{id}/split-test', { params });
  const [edited, setEdited] = useState<TestPlan | null>();
  const [problem, setProblem] = useState<string>();
  const queue = useRef(Promise.resolve());
  const plan = edited === undefined ? asPlan(data?.test) : edited;

  const save = async (wanted: TestPlan | null) => {
    try {
      if (wanted) await http.PUT('/api/v1/mailings/{id}/split-test', { params, body: wanted });
      else await http.DELETE('/api/v1/mailings/{id}/split-test', { params });
      setProblem(undefined);
    } catch (cause) {
      const error = asApiError(cause);
      setProblem(error.fields[0]?.message ?? error.message);
    }
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/split-test'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/checks'] });
  };
  // One at a time, or an older plan could arrive after a newer one.
  const saveNow = (wanted: TestPlan | null) => (queue.current = queue.current.then(() => save(wanted)));
  const saveSoon = useDebouncedCallback((wanted: TestPlan) => void saveNow(wanted), {
    delay: PAUSE_MS,
    flushOnUnmount: true,
  });

  return {
    isLoaded: data !== undefined,
    test: data?.test,
    plan,
    problem,
    change: (changes: Partial<TestPlan>) => {
      const wanted = { ...(plan ?? NEW_TEST), ...changes };
      setEdited(wanted);
      saveSoon(wanted);
    },
    begin: () => {
      setEdited(NEW_TEST);
      void saveNow(NEW_TEST);
    },
    remove: () => {
      saveSoon.cancel();
      setEdited(null);
      void saveNow(null);
    },
  };
}

function asPlan(test: Schema<'SplitTestResource'> | null | undefined): TestPlan | null {
  if (!test) return null;
  const { sample_percent, metric, wait_hours, most_leaving_percent, versions } = test;
  return {
    ...{ sample_percent, metric, wait_hours, most_leaving_percent },
    variants: versions.slice(1).map(({ subject, from_name, body }) => ({ subject, from_name, body })),
  };
}
