import { Module } from '@nestjs/common';
import { GeographyModule } from '../../geography/geography.module.js';
import { StaffModule } from '../../staff/staff.module.js';
import { LocationsApiController } from './locations.api.controller.js';
import { Locations } from './locations.service.js';
import { Placing } from './placing.service.js';

@Module({
  imports: [GeographyModule, StaffModule],
  controllers: [LocationsApiController],
  providers: [Locations, Placing],
})
export class PlacingModule {}
