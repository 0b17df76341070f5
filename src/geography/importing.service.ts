import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { DistrictImport } from './district-import.service.js';
import { importReference, sweepImports } from './geography.jobs.js';
import { ReferenceImports } from './reference-imports.service.js';
import { ZipPoints } from './zip-points.service.js';

/** Works off loads of boundaries and ZIP points. */
@Injectable()
export class GeographyImporting {
  constructor(
    private readonly imports: ReferenceImports,
    private readonly districts: DistrictImport,
    private readonly zips: ZipPoints,
    private readonly jobs: Jobs,
  ) {}

  @Handles(importReference)
  load({ importId }: { importId: string }): Promise<void> {
    return this.imports.work(importId, ({ kind, title, options }, [file]) => {
      const option = (name: string): string => (typeof options[name] === 'string' ? options[name] : '');
      return kind === 'zip-points'
        ? this.zips.run(file!.content, option('state'))
        : this.districts.run(file!.content, {
            kind: option('kind'),
            jurisdiction: option('jurisdiction'),
            idProperty: option('id_property'),
            nameProperty: option('name_property'),
            source: title,
          });
    });
  }

  @Handles(sweepImports)
  async sweep(): Promise<void> {
    const due = [...(await this.imports.due('districts')), ...(await this.imports.due('zip-points'))];
    await this.jobs.add(importReference, ...due.map((importId) => ({ importId })));
  }
}
