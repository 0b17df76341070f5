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
      <KpiCard label="Complaints" value={progress?.complained} detail={complaints(progress)} />
      <KpiCard label="Bounced" value={progress?.failed} detail="Refused, or came back" />
      <KpiCard label="Held back" value={progress?.held_back} detail="Left or suppressed since it began" />
    </div>
  );
}

/** Mailbox providers bear one in a thousand, and stop taking mail at three. */
const WARN_AT = 0.001;

function complaints(progress: Progress | undefined): string {
  if (!progress || progress.sent === 0 || progress.complained === 0) return 'Called it spam';
  return progress.complained / progress.sent > WARN_AT
    ? 'More than 1 in 1,000: providers will refuse you'
    : 'Fewer than 1 in 1,000';
}
