import { KpiCard } from '../parts/kpi-card';
import { useFormat } from '../parts/format';
import { type Progress } from './words';

/** The figures of one mailing: people, not events. */
export function Tiles({ progress }: { progress: Progress | undefined }) {
  const { number, percent } = useFormat();
  const share = (count: number | undefined) =>
    progress && count !== undefined && progress.sent > 0 ? percent(count / progress.sent) : undefined;
  const automatic = (all: number | undefined, people: number | undefined) =>
    all !== undefined && people !== undefined && all > people
      ? ` · ${number(all - people)} more by machines`
      : '';
  return (
    <div className="mail-tiles">
      <KpiCard label="Delivered" value={progress?.sent} detail="Taken by the receiving side" />
      <KpiCard
        label="Opened"
        value={progress?.opened}
        detail={`${share(progress?.opened) ?? '—'}${automatic(progress?.opened_at_all, progress?.opened)}`}
      />
      <KpiCard
        label="Clicked"
        value={progress?.clicked}
        detail={`${share(progress?.clicked) ?? '—'}${automatic(progress?.clicked_at_all, progress?.clicked)}`}
      />
      <KpiCard
        label="Unsubscribed"
        value={progress?.unsubscribed}
        detail={share(progress?.unsubscribed) ?? '—'}
      />
      <KpiCard label="Refused" value={progress?.failed} detail="By the receiving side, for good" />
      <KpiCard label="Held back" value={progress?.held_back} detail="Left or suppressed since it began" />
    </div>
  );
}
