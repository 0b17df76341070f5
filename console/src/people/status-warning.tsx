import { Alert } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { api } from '../api/client';

/** After the last key: nobody is warned in the middle of a word. */
const PAUSE_MS = 400;

/** Shown while somebody types what must not be kept; it stops nobody, and nothing is stored of it. */
export function StatusWarning({ text }: { text: string }) {
  const [settled] = useDebouncedValue(text.trim(), PAUSE_MS);
  const { data } = api.useQuery(
    'post',
    '/api/v1/wording-checks',
    { body: { text: settled } },
    { enabled: settled.length > 2, staleTime: Infinity, retry: false },
  );
  if (settled.length <= 2 || !data || data.warnings.length === 0) return null;
  return <TellsStatus />;
}

/** @param children what of it seems to say so. */
export function TellsStatus({ children }: { children?: ReactNode }) {
  return (
    <Alert color="orange" role="status" title="Does this say who was exploited?" mt="xs">
      {children}
      Never write down that somebody is a survivor or a client of a service: partners, police among them, work
      in the same database. Say what they want to do instead, such as “speaks at schools”.
    </Alert>
  );
}

/** Stands where people are added. */
export function NoClientsHere() {
  return (
    <Alert color="gray" title="Not for service clients">
      This is for people who take part in advocacy by their own choice. Records of clients of shelters,
      hotlines or legal aid do not belong here: the law protects them from being shared, encrypted or not.
    </Alert>
  );
}
