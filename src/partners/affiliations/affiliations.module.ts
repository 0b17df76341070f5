import { Global, Module } from '@nestjs/common';
import { NetworkModule } from '../../network/network.module.js';
import { Affiliations } from '../../people/import/affiliations.access.js';
import { Affiliating } from './affiliating.service.js';

/** Global, because people/import stands left of partners and still links with them, through the port provided here. */
@Global()
@Module({
  imports: [NetworkModule],
  providers: [{ provide: Affiliations, useClass: Affiliating }],
  exports: [Affiliations],
})
export class AffiliationsModule {}
