import { Badge } from '@mantine/core';

/** What a state means for the reader. The word always stands beside the colour. */
export type Tone = 'neutral' | 'active' | 'good' | 'waiting' | 'bad';

const colours: Record<Tone, string> = {
  neutral: 'gray',
  active: 'brand',
  good: 'green',
  waiting: 'orange',
  bad: 'red',
};

export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <Badge color={colours[tone]} radius="sm" miw="max-content">
      {children}
    </Badge>
  );
}
