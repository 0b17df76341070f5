import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EmailModule } from '../email/email.module.js';
import { EngagementModule } from '../engagement/engagement.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { Confirming } from './confirming.service.js';
import { Counting } from './counting.service.js';
import { Petition } from './petition.entity.js';
import { PetitionMails } from './petition-mails.service.js';
import { PetitionsApiController } from './petitions.api.controller.js';
import { PetitionsPublicController } from './petitions.public.controller.js';
import { Petitions } from './petitions.service.js';
import { Preview } from './preview.service.js';
import { PublicPetitions } from './public-petitions.service.js';
import { SignatureLinks } from './signature-links.service.js';
import { SignaturesPublicController } from './signatures.public.controller.js';
import { SignatureExport } from './signature-export.service.js';
import { Signatures } from './signatures.service.js';
import { SignerMail } from './signer-mail.service.js';
import { Signing } from './signing.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Petition]),
    NetworkModule,
    StaffModule,
    PeopleModule,
    EngagementModule,
    EmailModule,
    CampaignsModule,
  ],
  controllers: [PetitionsApiController, PetitionsPublicController, SignaturesPublicController],
  providers: [
    Confirming,
    Counting,
    PetitionMails,
    Petitions,
    Preview,
    PublicPetitions,
    SignatureLinks,
    SignatureExport,
    Signatures,
    SignerMail,
    Signing,
  ],
  exports: [Counting, PetitionMails, Petitions],
})
export class PetitionsModule {}
