import { Global, Module } from '@nestjs/common';
import { PeopleSelection } from '../people/people-selection.access.js';
import { StaffModule } from '../staff/staff.module.js';
import { Choices } from './choices.service.js';
import { Counting } from './counting.service.js';
import { SegmentsApiController } from './segments.api.controller.js';
import { Segments } from './segments.service.js';
import { Selecting } from './selecting.service.js';

/** Global, because people/ stands left of it and still lists whom a segment finds, through the port provided here. */
@Global()
@Module({
  imports: [StaffModule],
  controllers: [SegmentsApiController],
  providers: [Choices, Counting, Segments, { provide: PeopleSelection, useClass: Selecting }],
  exports: [PeopleSelection, Segments],
})
export class SegmentsModule {}
