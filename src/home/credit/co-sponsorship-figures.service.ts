import { Injectable } from '@nestjs/common';
import { CoSponsors } from '../../campaigns/co-sponsors.service.js';
import { toldInSteps } from '../../engagement/few.access.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type Caller } from '../../staff/caller.access.js';
import { type CoSponsorshipFigureList } from './co-sponsorship-figures.resources.js';
import { countBrought } from './co-sponsorship-figures.sql.js';

/** Co-sponsors' own links and numbers (PO-7, PO-8): of what they stand beside, and of nobody else's link. */
@Injectable()
export class CoSponsorshipFigures {
  constructor(
    private readonly database: Database,
    private readonly coSponsors: CoSponsors,
    private readonly config: Config,
  ) {}

  /** What the caller's organizations accepted. The deeds are their owners', so they are counted in the owners' scope. */
  async own(caller: Caller): Promise<CoSponsorshipFigureList> {
    const accepted = await this.coSponsors.accepted(caller);
    const owners = [...new Set(accepted.map(({ ownerId }) => ownerId))];
    if (owners.length === 0) return { data: [] };
    const ids = accepted.map(({ id }) => id);
    const found = await this.database.as(Scope.organizations(...owners), (tx) => countBrought(tx, ids));
    return {
      data: found.map(({ coSponsorId, code, deeds }) => ({
        id: coSponsorId,
        code,
        url: code && `${this.config.origin}/go/${code}`,
        is_counted: deeds !== null,
        deeds: deeds === null ? null : toldInSteps(deeds),
      })),
    };
  }
}
