import { Injectable } from '@nestjs/common';
import { Kits } from '../../campaigns/kits/kits.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { type KitFiguresList, KitFiguresRow } from './kit-figures.resources.js';
import { findCopyFigures } from './kit-figures.sql.js';

/** What a network is told of the copies of its kit (PO-17): numbers in steps, of no person, whatever the chapter grants it. */
@Injectable()
export class KitFigures {
  constructor(
    private readonly database: Database,
    private readonly kits: Kits,
  ) {}

  /** @throws NotFound for a kit that is not of the caller's own network. */
  async of(caller: Caller, id: string): Promise<KitFiguresList> {
    const owners = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const { ownerId } = await this.kits.readable(tx, caller, id);
      if (!caller.can('campaigns.read', ownerId)) throw new NotFound();
      return (await this.kits.copies(tx, [id], null)).map((copy) => copy.ownerId);
    });
    // The deeds are the chapters', so they are counted in their scope; an account of the network's may not name who is sealed.
    const found = await this.database.as(Scope.organizations(...owners), (tx) => findCopyFigures(tx, id));
    return { data: found.map((each) => KitFiguresRow.from(each)) };
  }
}
