import { Text } from '@mantine/core';
import { useFormat } from '../parts/format';
import { Missing } from '../parts/values';
import { type Agreement } from './words';

/** The days at which its administrators are reminded, too. */
const SOON = 60;

/** When it ends, and how soon that is. */
export function LastDay({
  agreement: { expires_on, days_left, status, renewed_by_id },
}: {
  agreement: Agreement;
}) {
  const { day } = useFormat();
  if (!expires_on) return <Missing what="Until it is ended" />;
  const isSoon = status === 'in-force' && days_left !== null && days_left <= SOON;
  return (
    <>
      <span className="figures">{day(expires_on)}</span>
      {isSoon && (
        <Text size="xs" c={renewed_by_id ? 'dimmed' : 'red'}>
          {renewed_by_id
            ? 'renewed'
            : days_left === 0
              ? 'today'
              : `in ${days_left} ${days_left === 1 ? 'day' : 'days'}`}
        </Text>
      )}
    </>
  );
}
