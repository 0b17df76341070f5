import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Invalid } from '../platform/http/errors.js';
import { DistrictRuns } from './district-runs.service.js';
import { Boundaries } from './boundaries.service.js';
import { congressKey, matchKey } from './district-name.access.js';
import { type BoundaryFeature, readBoundaries } from './geojson.js';
import { districtHashes, openBoundarySet, putDistricts, removeDistricts } from './geography.sql.js';
import { jurisdictionOf, layerOf, stateJurisdiction, stateOf } from './jurisdiction.access.js';

export interface DistrictImportOptions {
  /** The layer in the importer's words: "lower", "sldu", "congress", "towns" ... It comes back in answers as given. */
  kind: string;
  idProperty: string;
  nameProperty: string;
  /** Whatever jurisdictionOf understands. */
  jurisdiction: string;
  /** For people: the name of the file, say. */
  source: string;
  isPractice?: boolean;
}

export interface DistrictReport {
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  /** What was left out, one sentence each. */
  skipped: string[];
}

/** Large enough that a chamber is one statement or two, small enough that its JSON is no burden. */
const CHUNK = 100;

/** Loads boundaries. Running the same file again changes nothing; a corrected file changes what it corrects. */
@Injectable()
export class DistrictImport {
  constructor(
    private readonly database: Database,
    private readonly boundaries: Boundaries,
    private readonly runs: DistrictRuns,
  ) {}

  /**
   * Replaces the layer of a jurisdiction by the districts of a GeoJSON file (see readBoundaries), in one transaction.
   * Districts are known by their code: ids stay, so that what refers to a district goes on doing so. A layer of
   * Congress for the whole country is divided by state, which its ids must then name ("MA-07").
   *
   * @throws Invalid for a file, kind or jurisdiction that cannot be used.
   */
  async run(content: string, options: DistrictImportOptions): Promise<DistrictReport> {
    const kind = options.kind.trim().toLowerCase();
    if (!/^[a-z0-9][a-z0-9 _-]{0,39}$/.test(kind)) {
      throw new Invalid([
        { param: 'kind', message: 'Use one to forty letters, digits, spaces and hyphens.' },
      ]);
    }
    const layer = layerOf(kind);
    const jurisdiction = jurisdictionOf(options.jurisdiction);
    const file = readBoundaries(content, options.idProperty, options.nameProperty);
    const report: DistrictReport = {
      created: 0,
      updated: 0,
      unchanged: 0,
      removed: 0,
      skipped: file.skipped,
    };
    await this.database.as(Scope.nothing, async (tx) => {
      for (const [within, features] of byState(layer, jurisdiction, file.features)) {
        const set = {
          kind,
          layer,
          jurisdiction: within,
          source: options.source,
          is_practice: options.isPractice ?? false,
        };
        await this.put(tx, set, features, report);
      }
      if (report.created + report.updated + report.removed > 0)
        await this.runs.open(tx, 'districts', `${layer}, ${options.source}`);
    });
    this.boundaries.forget();
    return report;
  }

  private async put(
    tx: EntityManager,
    set: { kind: string; layer: string; jurisdiction: string; source: string; is_practice: boolean },
    features: readonly BoundaryFeature[],
    report: DistrictReport,
  ): Promise<void> {
    const hash = createHash('sha256')
      .update(features.map((each) => each.hash).join())
      .digest('hex');
    const { id } = await openBoundarySet(tx, { ...set, content_hash: hash });
    const before = new Map((await districtHashes(tx, id)).map((each) => [each.code, each.hash]));
    const changed = features.filter((each) => before.get(each.code) !== each.hash);
    const gone = [...before.keys()].filter((code) => !features.some((each) => each.code === code));
    const key = set.layer === 'congress' ? congressKey : matchKey;
    for (let at = 0; at < changed.length; at += CHUNK) {
      const chunk = changed.slice(at, at + CHUNK).map((each) => ({ ...each, matchKey: key(each.name) }));
      await putDistricts(tx, { id, ...set }, chunk);
    }
    report.created += changed.filter((each) => !before.has(each.code)).length;
    report.updated += changed.filter((each) => before.has(each.code)).length;
    report.unchanged += features.length - changed.length;
    report.removed += gone.length === 0 ? 0 : await removeDistricts(tx, id, gone);
  }
}

/** "7" means nothing in a country of fifty states: a national layer of Congress is one layer for each state. */
function byState(
  layer: string,
  jurisdiction: string,
  features: readonly BoundaryFeature[],
): Map<string, BoundaryFeature[]> {
  if (layer !== 'congress' || stateOf(jurisdiction) !== null) return new Map([[jurisdiction, [...features]]]);
  const sets = new Map<string, BoundaryFeature[]>();
  for (const feature of features) {
    const found = [feature.code, feature.name].map((text) => /^([A-Z]{2})[- ]/.exec(text)?.[1]).find(Boolean);
    if (!found) {
      const message = `Which state is ${feature.name} (${feature.code}) in? Import the districts of one state with its name as the jurisdiction, or choose an id such as MA-07.`;
      throw new Invalid([{ param: 'jurisdiction', message }], message);
    }
    const state = stateJurisdiction(found);
    sets.set(state, [...(sets.get(state) ?? []), feature]);
  }
  return sets;
}
