import { Anchor, Badge, Card, Group, Skeleton, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconCircleCheck,
  IconClockExclamation,
  IconHourglass,
  IconMailOff,
  IconMailQuestion,
  IconUserExclamation,
  IconUserOff,
  type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Schema } from '../api/client';
import { useOpenable } from '../frame/use-sections';
import { useFormat } from '../parts/format';

type Item = Schema<'AttentionResource'>;

const kinds: Record<Item['kind'], { icon: Icon; label: string; path: string }> = {
  'overdue-tasks': { icon: IconClockExclamation, label: 'Overdue tasks of yours', path: '/tasks' },
  'unknown-deliveries': { icon: IconMailQuestion, label: 'Mails of unknown fate, 7 days', path: '/mailings' },
  bounces: { icon: IconMailOff, label: 'Mails that came back, 7 days', path: '/mailings' },
  waitlists: { icon: IconHourglass, label: 'People on waiting lists', path: '/events' },
  'vacant-seats': { icon: IconUserOff, label: 'Vacant seats', path: '/officials' },
  'unverified-officials': {
    icon: IconUserExclamation,
    label: 'Officials not confirmed for 90 days',
    path: '/officials',
  },
};

/** What somebody should look at, with how many there are. */
export function Attention({ items }: { items: Item[] | undefined }) {
  return (
    <Card component="section" aria-labelledby="attention">
      <Title order={2} id="attention" mb="xs">
        Needs attention
      </Title>
      {!items && <Skeleton h={72} />}
      {items?.length === 0 && (
        <Group gap="xs" c="dimmed" wrap="nowrap">
          <IconCircleCheck size={18} aria-hidden />
          <Text size="sm">Nothing just now.</Text>
        </Group>
      )}
      <ul className="plain-list">
        {items?.map((item) => (
          <Row key={item.kind} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ item: { kind, count } }: { item: Item }) {
  const { number } = useFormat();
  const { icon: KindIcon, label, path } = kinds[kind];
  const href = useOpenable()(path);
  return (
    <li className="home-row">
      <Group gap="sm" wrap="nowrap">
        <ThemeIcon variant="light" color="orange" size={30} radius="xl">
          <KindIcon size={16} aria-hidden />
        </ThemeIcon>
        {href ? (
          <Anchor component={Link} to={href} size="sm">
            {label}
          </Anchor>
        ) : (
          <Text size="sm">{label}</Text>
        )}
      </Group>
      <Badge color="orange" className="figures">
        {number(count)}
      </Badge>
    </li>
  );
}
