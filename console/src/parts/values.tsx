import { Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useFormat } from './format';

/** Money in the currency's smallest unit: `<Money amount={2500} />` is $25.00. */
export function Money({ amount, currency }: { amount: number; currency?: string }) {
  const { money } = useFormat();
  return <span className="figures">{money(amount, currency)}</span>;
}

interface DateTimeProps {
  /** ISO 8601 instant. */
  value: string;
  /** IANA zone of the place where it happens; without one, the reader's. */
  zone?: string;
  /** Leaves the time of day out. */
  dateOnly?: boolean;
}

export function DateTime({ value, zone, dateOnly }: DateTimeProps) {
  const { date, dateTime, zonedDateTime } = useFormat();
  const text = dateOnly ? date(value, zone) : zone ? zonedDateTime(value, zone) : dateTime(value);
  return (
    <time dateTime={value} className="figures">
      {text}
    </time>
  );
}

const REFRESH_MS = 30_000;

/** "5 minutes ago", which keeps counting; the full time on hover. */
export function RelativeTime({ value }: { value: string }) {
  const { relative, dateTime } = useFormat();
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), REFRESH_MS, { autoInvoke: true });
  return (
    <time dateTime={value} title={dateTime(value)}>
      {relative(value, now)}
    </time>
  );
}

/** In place of a value that is not there: a dash for the eye, words for a screen reader. */
export function Missing({ what = 'Not given' }: { what?: string }) {
  return (
    <Text span c="dimmed" size="inherit" title={what} role="img" aria-label={what}>
      —
    </Text>
  );
}
