import { Alert, Radio, Stack, TextInput } from '@mantine/core';
import { api } from '../api/client';
import { useFormat } from './format';

export type Which = 'earlier' | 'later';

interface LocalTimeInputProps {
  label: string;
  zone: string;
  /** 'YYYY-MM-DDTHH:MM' by the clock of the zone. */
  value?: string;
  onChange: (value: string) => void;
  which: Which | null;
  onWhich: (which: Which | null) => void;
  error?: string;
  isFocused?: boolean;
}

const COMPLETE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/**
 * A date and time by the clock of a zone. When that clock shows the time twice or never, because daylight saving begins
 * or ends, it asks which is meant.
 */
export function LocalTimeInput(props: LocalTimeInputProps) {
  const { label, zone, value = '', onChange, onWhich, error, isFocused } = props;
  return (
    <Stack gap="xs">
      <TextInput
        type="datetime-local"
        label={label}
        description={`By the clock in ${zone.replaceAll('_', ' ')}`}
        withAsterisk
        value={value}
        error={error}
        data-autofocus={isFocused || undefined}
        onChange={(event) => {
          onWhich(null);
          onChange(event.currentTarget.value);
        }}
      />
      <WhichInstant {...props} />
    </Stack>
  );
}

function WhichInstant({ zone, value = '', which, onWhich }: LocalTimeInputProps) {
  const { zonedDateTime } = useFormat();
  const query = { local: value, zone };
  const { data } = api.useQuery(
    'get',
    '/api/v1/local-times',
    { params: { query } },
    { enabled: COMPLETE.test(value), staleTime: Infinity, retry: false },
  );
  if (!data || data.kind === 'normal') return null;
  const [title, text] =
    data.kind === 'overlap'
      ? ['This time happens twice', 'The clocks go back that night. Which of the two is meant?']
      : ['This time does not exist', 'The clocks go forward that night. Which of these is meant?'];
  return (
    <Alert color="orange" title={title}>
      <Radio.Group label={text} value={which} onChange={(chosen) => onWhich(chosen)}>
        <Stack gap={6} mt={6}>
          {data.instants.map((instant) => (
            <Radio key={instant.which} value={instant.which} label={zonedDateTime(instant.at, zone)} />
          ))}
        </Stack>
      </Radio.Group>
    </Alert>
  );
}
