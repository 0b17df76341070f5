import { Injectable } from '@nestjs/common';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type Finding } from './finding.js';
import { Looking } from './looking.service.js';
import { findStale, noteLook, type SendingDomain } from './sending-domains.sql.js';

/** Somewhat less than a day, so that a look a day is one at about the same hour. */
const FRESH_HOURS = 20;

/** Looks at the records of sending domains day by day: they are lost when somebody moves a domain, and nobody says so. */
@Injectable()
export class DomainWatch {
  constructor(
    private readonly database: Database,
    private readonly looking: Looking,
    private readonly tasks: Tasks,
  ) {}

  async look(signal: AbortSignal): Promise<void> {
    const stale = await this.database.as(Scope.nothing, (tx) => findStale(tx, FRESH_HOURS));
    for (const domain of stale) {
      if (signal.aborted) return;
      const findings = await this.looking.at(domain);
      await this.database.as(Scope.organizations(domain.ownerId), async (tx) => {
        await noteLook(tx, domain.id, findings);
        const lost = newlyMissing(domain, findings);
        if (lost)
          await this.tasks.open(tx, {
            ownerId: domain.ownerId,
            title: `Mailings from ${domain.domain} wait: ${lost.message}`.slice(0, 200),
          });
      });
    }
  }
}

/** What went missing of a domain that had everything. */
function newlyMissing({ verifiedAt, findings: before }: SendingDomain, now: Finding[]): Finding | undefined {
  const hadAll = verifiedAt !== null && before.every(({ state }) => state !== 'missing');
  return hadAll ? now.find(({ state }) => state === 'missing') : undefined;
}
