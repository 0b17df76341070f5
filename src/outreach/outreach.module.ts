import { Module } from '@nestjs/common';
import { GeographyModule } from '../geography/geography.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { OfficialsFiles } from './officials/officials-files.service.js';
import { OfficialsImport } from './officials/officials-import.service.js';
import { Representation } from './officials/representation.service.js';

@Module({
  imports: [GeographyModule, NetworkModule, StaffModule],
  controllers: [],
  providers: [OfficialsFiles, OfficialsImport, Representation],
  exports: [OfficialsFiles, OfficialsImport, Representation],
})
export class OutreachModule {}
