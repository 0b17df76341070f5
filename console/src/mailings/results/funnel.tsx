import '../mail-editor.css';
import { Card, Text, Title } from '@mantine/core';
import { useFormat } from '../../parts/format';
import { type Progress } from '../words';

interface FunnelProps {
  progress: Progress | undefined;
  acted: number | undefined;
  isTracked: boolean;
}

/** From those it was meant for to those who acted: each line a share of the one it was meant for. */
export function Funnel({ progress, acted, isTracked }: FunnelProps) {
  const { number, percent } = useFormat();
  if (!progress || progress.total === 0) return null;
  const { total, sent, opened_at_all, opened, clicked } = progress;
  const steps = [
    { label: 'Recipients', count: total, note: undefined },
    { label: 'Accepted', count: sent, note: 'Taken by the receiving side' },
    ...(isTracked
      ? [
          {
            label: 'Opens (includes automatic opens)',
            count: opened_at_all,
            note: `Unreliable: mail programs open mails by themselves and hide others. Surely by machines: ${number(opened_at_all - opened)}.`,
          },
          { label: 'Clicked', count: clicked, note: 'People; automatic clicks left out' },
          {
            label: 'Acted',
            count: acted ?? 0,
            note: 'Signed, signed up, came or wrote within 7 days of following a link',
          },
        ]
      : []),
  ];
  return (
    <Card component="section" aria-labelledby="funnel">
      <Title order={2} id="funnel" mb="sm">
        From sending to acting
      </Title>
      <ol className="funnel">
        {steps.map(({ label, count, note }) => (
          <li key={label}>
            <Text fw={600}>{label}</Text>
            <Text className="figures" ta="right">
              {number(count)} <span className="funnel-share">{percent(count / total)}</span>
            </Text>
            <div className="funnel-bar" aria-hidden>
              <div style={{ width: `${Math.min(100, (100 * count) / total)}%` }} />
            </div>
            {note && (
              <Text size="sm" c="dimmed" className="funnel-note">
                {note}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {!isTracked && (
        <Text size="sm" c="dimmed" mt="sm">
          Opens and clicks were not counted in this mailing, so nobody knows who acted because of it.
        </Text>
      )}
    </Card>
  );
}
