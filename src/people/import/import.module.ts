import { Module } from '@nestjs/common';
import { NetworkModule } from '../../network/network.module.js';
import { StaffModule } from '../../staff/staff.module.js';
import { PeopleModule } from '../people.module.js';
import { ImportChecking } from './checking.service.js';
import { ErrorFile } from './error-file.service.js';
import { ImportFiles } from './import-files.service.js';
import { SealedCells } from './sealed-cells.service.js';
import { ImportPlans } from './import-plans.service.js';
import { ImportLinking } from './linking.service.js';
import { ImportWorker } from './import.worker.js';
import { ImportsApiController } from './imports.api.controller.js';
import { Imports } from './imports.service.js';
import { NewImports } from './new-imports.service.js';
import { OperatorImport } from './operator-import.service.js';
import { ImportRunning } from './running.service.js';
import { ImportUndoing } from './undoing-imports.service.js';

@Module({
  imports: [NetworkModule, StaffModule, PeopleModule],
  controllers: [ImportsApiController],
  providers: [
    ErrorFile,
    ImportChecking,
    ImportFiles,
    ImportLinking,
    ImportPlans,
    SealedCells,
    ImportRunning,
    ImportUndoing,
    ImportWorker,
    Imports,
    NewImports,
    OperatorImport,
  ],
  exports: [OperatorImport],
})
export class ImportModule {}
