import { Injectable } from '@nestjs/common';
import { ReferenceImports } from '../../geography/reference-imports.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { OfficialsFiles } from './officials-files.service.js';
import { OfficialsImport } from './officials-import.service.js';
import { importOfficials, sweepOfficials } from './officials.jobs.js';
import { makeSeatsOfDistricts } from './seats.sql.js';

/** Works off loads of officials. */
@Injectable()
export class OfficialsImporting {
  constructor(
    private readonly imports: ReferenceImports,
    private readonly files: OfficialsFiles,
    private readonly officials: OfficialsImport,
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  @Handles(importOfficials)
  load({ importId }: { importId: string }): Promise<void> {
    return this.imports.work(importId, ({ options }, files, onProgress) => {
      const { format, is_complete, jurisdiction } = options as {
        format: string;
        is_complete: boolean;
        jurisdiction?: string;
      };
      const reading = this.files.read(this.files.format(format), files, jurisdiction);
      return this.officials.run(reading, { isComplete: is_complete, onProgress });
    });
  }

  @Handles(sweepOfficials)
  async sweep(): Promise<void> {
    await this.database.as(Scope.nothing, (tx) => makeSeatsOfDistricts(tx));
    const due = await this.imports.due('officials');
    await this.jobs.add(importOfficials, ...due.map((importId) => ({ importId })));
  }
}
