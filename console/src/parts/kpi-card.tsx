import './parts.css';
import { Card, Progress, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useFormat } from './format';

interface KpiCardProps {
  label: string;
  /** Undefined while it loads. */
  value: number | undefined;
  /** What to compare it with: "+312 this week". */
  detail?: ReactNode;
  /** Draws a bar towards it. */
  goal?: number;
  /** The list that this figure counts. */
  to: string;
}

/** One figure of the home screen, linked to the list behind it. */
export function KpiCard({ label, value, detail, goal, to }: KpiCardProps) {
  const { number, percent } = useFormat();
  const share = value === undefined || !goal ? undefined : value / goal;
  return (
    <Card component={Link} to={to} className="kpi-card plain-link">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {value === undefined ? (
        <Skeleton h={30} w="50%" my={6} />
      ) : (
        <Text className="figures" fz={28} fw={700} lh={1.4}>
          {number(value)}
        </Text>
      )}
      {share !== undefined && (
        <Progress value={100 * share} my={6} aria-label={`${percent(share)} of ${number(goal ?? 0)}`} />
      )}
      {detail && <Text size="sm">{detail}</Text>}
    </Card>
  );
}
