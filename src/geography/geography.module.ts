import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { StaffModule } from '../staff/staff.module.js';
import { Boundaries } from './boundaries.service.js';
import { DistrictImport } from './district-import.service.js';
import { DistrictRuns } from './district-runs.service.js';
import { Districts } from './districts.service.js';
import { Geocoder, OfflineGeocoder } from './geocoder.service.js';
import { CensusGeocoder } from './geocoding/census-geocoder.js';
import { RememberingGeocoder } from './geocoding/remembering-geocoder.js';
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
    DistrictRuns,
    {
      provide: Geocoder,
      inject: [Config, Database, Tokens],
      useFactory: ({ GEOCODER_URL }: Config, database: Database, tokens: Tokens): Geocoder =>
        GEOCODER_URL
          ? new RememberingGeocoder(new CensusGeocoder(GEOCODER_URL), 'census', database, tokens)
          : new OfflineGeocoder(),
    },
    GeographyImporting,
    Locating,
    ReferenceImports,
    ZipPoints,
  ],
  exports: [DistrictImport, DistrictRuns, Locating, ReferenceImports, ZipPoints],
})
export class GeographyModule {}
