import { Select, type SelectProps } from '@mantine/core';
import { api, type Schema } from '../api/client';
import { localized } from './localized';

export type Topic = Schema<'TopicResource'>;

/** All of the network's topics, those in use first. They change seldom. */
export function useTopics() {
  return api.useQuery('get', '/api/v1/topics', {});
}

/** The name of a topic by its id, for facts and lists; empty while they load. */
export function useTopicName(): (id: string) => string {
  const { data } = useTopics();
  const names = new Map(data?.data.map(({ id, name }) => [id, localized(name, 'en')]));
  return (id) => names.get(id) ?? '';
}

interface TopicSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'defaultValue'> {
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (id: string | null) => void;
  /** What no topic means here. */
  none: string;
}

/** One of the topics in use, or none; one that was put away stays chosen where it was. */
export function TopicSelect({ none, value, defaultValue, onChange, ...input }: TopicSelectProps) {
  const { data } = useTopics();
  const chosen = value ?? defaultValue;
  const offered = data?.data.filter(({ id, is_active }) => is_active || id === chosen) ?? [];
  return (
    <Select
      {...input}
      allowDeselect={false}
      data={[
        { value: '', label: none },
        ...offered.map(({ id, name }) => ({ value: id, label: localized(name, 'en') })),
      ]}
      {...(value !== undefined && { value: value ?? '' })}
      {...(defaultValue !== undefined && { defaultValue: defaultValue ?? '' })}
      onChange={(id) => onChange?.(id || null)}
    />
  );
}
