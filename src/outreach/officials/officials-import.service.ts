import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Invalid } from '../../platform/http/errors.js';
import { knownMembers, putCommittee, removeCommittees } from './committees.sql.js';
import { mergeDoubles } from './doubles.js';
import {
  heldOffices,
  isCurrent,
  officeKeyOf,
  type OfficialRecord,
  type OfficialsReading,
} from './official-record.js';
import {
  findOfficeIds,
  findSources,
  insertOfficial,
  type KnownSource,
  lockImports,
  putChannels,
  putOffices,
  putSource,
  putTerms,
  updateOfficial,
  verifySources,
} from './officials-import.sql.js';
import { emptyReport, type OfficialsReport } from './officials-report.js';
import {
  countSeats,
  currentHoldings,
  endSuperseded,
  endTerms,
  makeSeatsOfDistricts,
  silentTerms,
} from './seats.sql.js';

export interface OfficialsImportOptions {
  /**
   * True where the files are all there is of each chamber they speak of: whoever is not in them has left. False for a
   * part, which ends nobody's term by silence.
   */
  isComplete: boolean;
  isPractice?: boolean;
  onProgress?: (done: number, total: number) => Promise<void>;
}

/** A list that would end more than this share of a chamber at once is taken for a part of it. */
const MOST_ENDED = 0.3;
/** Below this many, a share says nothing: three of six mayors may well go in one election. */
const FEW = 10;

/**
 * Brings offices, their holders, channels and committees to what a source says. Running the same files again changes
 * nothing but the day of verification; a changed file changes what it changed.
 */
@Injectable()
export class OfficialsImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All in one transaction. @throws Invalid where the files name no official and no committee. */
  async run(reading: OfficialsReading, options: OfficialsImportOptions): Promise<OfficialsReport> {
    if (reading.officials.length + reading.committees.length === 0) {
      const message = `The files name no official and no committee. ${reading.skipped[0] ?? ''}`.trim();
      throw new Invalid([{ param: 'files', message }], message);
    }
    const today = this.clock.now().toISOString().slice(0, 10);
    const records = mergeDoubles(reading.officials, today);
    return this.database.as(Scope.nothing, async (tx) => {
      await lockImports(tx);
      const report = emptyReport(reading, records);
      const jurisdictions = [
        ...new Set(records.flatMap(({ terms }) => terms.map(({ office }) => office.jurisdiction))),
      ];
      const before = await currentHoldings(tx, jurisdictions);
      await this.putOfficials(tx, records, today, options, report);
      await makeSeatsOfDistricts(tx);
      if (options.isComplete) await this.endSilent(tx, reading, records, today, report);
      for (const { seat, title, ended } of await endSuperseded(tx, jurisdictions))
        report.warnings.push(`${title}, ${seat}: ${ended} gave way to who began later.`);
      await this.putCommittees(tx, reading, options, report);
      const after = await currentHoldings(tx, jurisdictions);
      report.ended = [...before].filter((holding) => !after.has(holding)).length;
      report.seats = await countSeats(tx, jurisdictions);
      report.vacant = report.seats.reduce((sum, { vacant }) => sum + vacant, 0);
      return report;
    });
  }

  private async putOfficials(
    tx: EntityManager,
    records: readonly OfficialRecord[],
    today: string,
    options: OfficialsImportOptions,
    report: OfficialsReport,
  ): Promise<void> {
    const isPractice = options.isPractice ?? false;
    const ids = records.flatMap(({ externalId, otherIds }) => [externalId, ...otherIds]);
    const known = new Map((await findSources(tx, ids)).map((each) => [each.external_id, each]));
    // Only seats that somebody holds are made: those of past terms may have been abolished since.
    await putOffices(tx, heldOffices(records, today), isPractice);
    const officeIds = await findOfficeIds(
      tx,
      records.flatMap(({ terms }) => terms.map(({ office }) => office)),
    );
    const unchanged: string[] = [];
    for (const [at, record] of records.entries()) {
      const hash = hashOf(record);
      const source = known.get(record.externalId);
      if (source?.content_hash === hash) unchanged.push(record.externalId);
      else await this.putOfficial(tx, record, hash, sourceOf(record, known), officeIds, isPractice, report);
      if (at % 50 === 49) await options.onProgress?.(at + 1, records.length);
    }
    await verifySources(tx, unchanged);
    report.unchanged = unchanged.length;
  }

  private async putOfficial(
    tx: EntityManager,
    record: OfficialRecord,
    hash: string,
    source: KnownSource | undefined,
    officeIds: ReadonlyMap<string, string>,
    isPractice: boolean,
    report: OfficialsReport,
  ): Promise<void> {
    const id = source?.official_id ?? (await insertOfficial(tx, record, isPractice));
    if (source) await updateOfficial(tx, id, record);
    report[source ? 'updated' : 'created']++;
    await putSource(tx, id, record, hash);
    await putChannels(tx, id, record.externalId, record.channels);
    const terms = record.terms.flatMap(({ office, startsOn, endsOn }) => {
      const officeId = officeIds.get(officeKeyOf(office));
      return officeId ? [{ office_id: officeId, starts_on: startsOn, ends_on: endsOn }] : [];
    });
    await putTerms(tx, id, record.externalId, terms);
  }

  /** Ends the terms of those whom a complete list no longer names, chamber by chamber. */
  private async endSilent(
    tx: EntityManager,
    reading: OfficialsReading,
    records: readonly OfficialRecord[],
    today: string,
    report: OfficialsReport,
  ): Promise<void> {
    const current = records
      .filter(({ isRetired }) => !isRetired)
      .flatMap((record) => record.terms.filter((each) => isCurrent(each, today)));
    const chambers = [
      ...new Map(current.map(({ office }) => [`${office.jurisdiction} ${office.kind}`, office])).values(),
    ];
    const silent = await silentTerms(
      tx,
      reading.source,
      chambers,
      records.map(({ externalId }) => externalId),
    );
    for (const { jurisdiction, kind } of chambers) {
      const named = current.filter(
        ({ office }) => office.jurisdiction === jurisdiction && office.kind === kind,
      ).length;
      const gone = silent.filter((each) => each.jurisdiction === jurisdiction && each.kind === kind);
      if (gone.length > FEW && gone.length > MOST_ENDED * (named + gone.length)) {
        report.warnings.push(
          `${gone.length} of ${named + gone.length} holders (${kind}) are not in these files. They look like a part of the list, so nobody’s term was ended.`,
        );
      } else {
        await endTerms(
          tx,
          gone.map(({ id }) => id),
          gone.map(({ external_id }) => external_id),
        );
      }
    }
  }

  private async putCommittees(
    tx: EntityManager,
    { committees, source }: OfficialsReading,
    options: OfficialsImportOptions,
    report: OfficialsReport,
  ): Promise<void> {
    const known = await knownMembers(
      tx,
      committees.flatMap(({ members }) => members.map(({ externalId }) => externalId)),
    );
    for (const committee of committees) {
      const members = committee.members.filter(({ externalId }) => known.has(externalId));
      const change = await putCommittee(
        tx,
        committee,
        hashOf({ ...committee, members }),
        options.isPractice ?? false,
      );
      report.committees[change]++;
    }
    if (!options.isComplete) return;
    const prefix = source === 'open-states' ? 'ocd-organization/' : 'congress:';
    for (const jurisdiction of new Set(committees.map((each) => each.jurisdiction)))
      report.committees.removed += await removeCommittees(
        tx,
        jurisdiction,
        prefix,
        committees.map((each) => each.externalId),
      );
  }
}

function sourceOf(record: OfficialRecord, known: ReadonlyMap<string, KnownSource>): KnownSource | undefined {
  return [record.externalId, ...record.otherIds].map((id) => known.get(id)).find(Boolean);
}

function hashOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
