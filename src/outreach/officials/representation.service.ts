import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type FoundDistrict, isLocated, Locating, type Point } from '../../geography/locating.service.js';
import { findHolders, findRepresentatives, type Holder } from './representation.sql.js';

export type { Holder } from './representation.sql.js';

const ORDER = ['lower', 'upper', 'mayor', 'council', 'executive'];

/** Who represents whom. */
@Injectable()
export class Representation {
  constructor(
    private readonly database: Database,
    private readonly locating: Locating,
  ) {}

  /** Those who hold an office today that any of these districts elects; state first, then federal, then local. */
  async ofDistricts(tx: EntityManager, districts: readonly FoundDistrict[]): Promise<Holder[]> {
    return inOrder(await findRepresentatives(tx, districts));
  }

  /** Whoever holds these offices today: the new holder after an election, nobody for a vacant seat. */
  async holdersOf(tx: EntityManager, officeIds: readonly string[]): Promise<Holder[]> {
    return inOrder(await findHolders(tx, officeIds));
  }

  /** Districts and officials of a point on the map; both empty where no boundary holds it. */
  async ofPoint(point: Point): Promise<{ districts: FoundDistrict[]; officials: Holder[] }> {
    const located = await this.locating.locate(point);
    if (!isLocated(located)) return { districts: [], officials: [] };
    const { districts } = located;
    return {
      districts,
      officials: await this.database.as(Scope.nothing, (tx) => this.ofDistricts(tx, districts)),
    };
  }
}

function inOrder(holders: readonly Holder[]): Holder[] {
  const rank = ({ level, kind }: Holder): number =>
    ['state', 'federal', 'county', 'local'].indexOf(level) * 20 + (ORDER.indexOf(kind) + 1 || 10);
  return [...holders].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
