import { describe, expect, it } from '@jest/globals';
import { isTimeZone, localOf, readLocalTime } from '../../src/platform/clock/local-time.js';

/** Zone, local time, kind, earlier and later instant: computed with Python's zoneinfo (tzdata 2025b). */
const CASES = [
  ['America/New_York', '2026-03-08T01:59', 'normal', '2026-03-08T06:59', '2026-03-08T06:59'],
  ['America/New_York', '2026-03-08T02:00', 'gap', '2026-03-08T06:00', '2026-03-08T07:00'],
  ['America/New_York', '2026-03-08T02:30', 'gap', '2026-03-08T06:30', '2026-03-08T07:30'],
  ['America/New_York', '2026-03-08T02:59', 'gap', '2026-03-08T06:59', '2026-03-08T07:59'],
  ['America/New_York', '2026-03-08T03:00', 'normal', '2026-03-08T07:00', '2026-03-08T07:00'],
  ['America/New_York', '2026-11-01T00:59', 'normal', '2026-11-01T04:59', '2026-11-01T04:59'],
  ['America/New_York', '2026-11-01T01:00', 'overlap', '2026-11-01T05:00', '2026-11-01T06:00'],
  ['America/New_York', '2026-11-01T01:30', 'overlap', '2026-11-01T05:30', '2026-11-01T06:30'],
  ['America/New_York', '2026-11-01T02:00', 'normal', '2026-11-01T07:00', '2026-11-01T07:00'],
  ['America/New_York', '2027-03-14T02:30', 'gap', '2027-03-14T06:30', '2027-03-14T07:30'],
  ['America/New_York', '2027-11-07T01:30', 'overlap', '2027-11-07T05:30', '2027-11-07T06:30'],
  ['America/Los_Angeles', '2027-03-14T02:15', 'gap', '2027-03-14T09:15', '2027-03-14T10:15'],
  ['America/Los_Angeles', '2027-11-07T01:15', 'overlap', '2027-11-07T08:15', '2027-11-07T09:15'],
  ['America/Anchorage', '2027-11-07T01:15', 'overlap', '2027-11-07T09:15', '2027-11-07T10:15'],
  ['America/Phoenix', '2027-03-14T02:30', 'normal', '2027-03-14T09:30', '2027-03-14T09:30'],
  ['America/Puerto_Rico', '2027-11-07T01:30', 'normal', '2027-11-07T05:30', '2027-11-07T05:30'],
  ['Europe/London', '2027-03-28T01:30', 'gap', '2027-03-28T00:30', '2027-03-28T01:30'],
  ['Europe/Dublin', '2027-03-28T01:30', 'gap', '2027-03-28T00:30', '2027-03-28T01:30'],
  ['Australia/Lord_Howe', '2027-04-04T01:45', 'overlap', '2027-04-03T14:45', '2027-04-03T15:15'],
  ['Asia/Kathmandu', '2027-01-01T00:00', 'normal', '2026-12-31T18:15', '2026-12-31T18:15'],
  ['Asia/Kolkata', '2027-01-01T00:00', 'normal', '2026-12-31T18:30', '2026-12-31T18:30'],
  ['Pacific/Apia', '2011-12-30T12:00', 'gap', '2011-12-29T22:00', '2011-12-30T22:00'],
  ['Africa/Casablanca', '2027-02-07T02:30', 'overlap', '2027-02-07T01:30', '2027-02-07T02:30'],
  ['America/Sao_Paulo', '2027-01-01T00:00', 'normal', '2027-01-01T03:00', '2027-01-01T03:00'],
  ['UTC', '2027-06-01T12:00', 'normal', '2027-06-01T12:00', '2027-06-01T12:00'],
] as const;

describe('A clock time in a zone (E75)', () => {
  it.each(CASES)('%s %s is %s', (zone, local, kind, earlier, later) => {
    expect(readLocalTime(local, zone)).toEqual({
      kind,
      earlier: new Date(`${earlier}Z`),
      later: new Date(`${later}Z`),
    });
  });

  it('is what the clock shows at both instants, unless the clock never shows it', () => {
    for (const [zone, local, kind] of CASES) {
      const { earlier, later } = readLocalTime(local, zone)!;
      const shown = [localOf(earlier, zone), localOf(later, zone)];
      if (kind === 'gap') expect(shown).not.toContain(local);
      else expect(shown).toEqual([local, local]);
    }
  });

  it('is nothing on a day that there is not', () => {
    expect(readLocalTime('2027-02-30T10:00', 'UTC')).toBeNull();
    expect(readLocalTime('tomorrow', 'UTC')).toBeNull();
  });

  it('needs a zone by its name; offsets and inventions are none', () => {
    expect(['America/Boise', 'UTC'].map(isTimeZone)).toEqual([true, true]);
    expect(['+05:00', 'Mars/Olympus', '', 7].map(isTimeZone)).toEqual([false, false, false, false]);
  });
});
