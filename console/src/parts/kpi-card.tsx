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
  /** What `goal` is a goal of, where that is less than `value` counts. */
  towardsGoal?: number;
  /** The list that this figure counts; absent where the account may not open it. */
  to?: string;
}

/** One figure of the home screen, linked to the list behind it. */
export function KpiCard({ label, value, detail, goal, towardsGoal = value, to }: KpiCardProps) {
  const { number, percent } = useFormat();
  const share = towardsGoal === undefined || !goal ? undefined : towardsGoal / goal;
  const content = (
    <>
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
    </>
  );
  if (!to) return <Card>{content}</Card>;
  return (
    <Card component={Link} to={to} className="kpi-card plain-link">
      {content}
    </Card>
  );
}
