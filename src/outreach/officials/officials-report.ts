import { type OfficialRecord, type OfficialsReading } from './official-record.js';
import { type SeatCount } from './seats.sql.js';

/** What a load of officials did. */
export interface OfficialsReport {
  /** Officials; a committee changes for itself. */
  created: number;
  updated: number;
  unchanged: number;
  /** Holders who held a seat before this load and do not any more. */
  ended: number;
  /** Seats without a holder now, in the jurisdictions of this load. */
  vacant: number;
  /** The same by jurisdiction and kind, with the names of the vacant ones. */
  seats: SeatCount[];
  /** Records of people out of office: kept, and never written to. */
  retired: number;
  committees: { created: number; updated: number; unchanged: number; removed: number };
  /** What somebody should look at, one sentence each. */
  warnings: string[];
  /** What was left out, one sentence each. */
  skipped: string[];
}

export function emptyReport(
  { skipped }: OfficialsReading,
  records: readonly OfficialRecord[],
): OfficialsReport {
  return {
    created: 0,
    updated: 0,
    unchanged: 0,
    ended: 0,
    vacant: 0,
    seats: [],
    retired: records.filter(({ isRetired }) => isRetired).length,
    committees: { created: 0, updated: 0, unchanged: 0, removed: 0 },
    warnings: [],
    skipped,
  };
}
