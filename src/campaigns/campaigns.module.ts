import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { MediaMentionsApiController } from './media-mentions.api.controller.js';
import { MediaMentions } from './media-mentions.service.js';

@Module({
  imports: [StaffModule],
  controllers: [MediaMentionsApiController],
  providers: [MediaMentions],
  exports: [MediaMentions],
})
export class CampaignsModule {}
