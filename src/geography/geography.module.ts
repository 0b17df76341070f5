import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { Boundaries } from './boundaries.service.js';
import { DistrictImport } from './district-import.service.js';
import { Districts } from './districts.service.js';
import { Geocoder, OfflineGeocoder } from './geocoder.service.js';
import { GeographyApiController } from './geography.api.controller.js';
import { GeographyImporting } from './importing.service.js';
import { Locating } from './locating.service.js';
import { ReferenceImports } from './reference-imports.service.js';
import { ZipPoints } from './zip-points.service.js';

@Module({
  imports: [StaffModule],
  controllers: [GeographyApiController],
  providers: [
    Boundaries,
    DistrictImport,
    Districts,
    { provide: Geocoder, useClass: OfflineGeocoder },
    GeographyImporting,
    Locating,
    ReferenceImports,
    ZipPoints,
  ],
  exports: [DistrictImport, Locating, ReferenceImports, ZipPoints],
})
export class GeographyModule {}
