import { expect } from '@jest/globals';
import { type Client } from 'pg';
import { type SmtpSink } from '../../support/smtp-sink.js';

/** How many were drawn for each version, and who takes no part as `rest`. */
export async function drawnVersions(db: Client, mailingId: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ variant: string | null; n: number }>(
    `SELECT variant, count(*)::int AS n FROM deliveries WHERE mailing_id = $1 GROUP BY variant`,
    [mailingId],
  );
  return Object.fromEntries(rows.map(({ variant, n }) => [variant ?? 'rest', n]));
}

/** The subjects of what arrived, by address. An address that has two is a broken promise. */
export function subjectsByAddress(sink: SmtpSink): Map<string, string> {
  const subjects = new Map<string, string>();
  for (const { to, raw } of sink.caught) {
    expect(subjects.has(to[0]!)).toBe(false);
    subjects.set(to[0]!, /^Subject: (.*)$/m.exec(raw.toString())![1]!.trim());
  }
  return subjects;
}
