import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsUUID, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { type Finding, FINDING_STATES, LOOKED_AT, type LookedAt } from './finding.js';
import { mostOnDay, WARM_UP_DAYS } from './warm-up.js';
import { type SendingDomain, SendingDomains } from './sending-domains.service.js';

class NewSendingDomain {
  @ApiProperty({ format: 'uuid', description: 'The chapter, or the network' })
  @IsUUID('all', { message: says('chooseOne') })
  organization_id: string;

  @ApiProperty({ example: 'example.org' })
  @Trimmed()
  @MaxLength(253, { message: says('tooLong') })
  domain: string;
}

class WarmUpResource {
  @ApiProperty({ description: '1 on the first' })
  day: number;
  @ApiProperty({ description: 'After so many days it is over' })
  days: number;
  @ApiProperty({ description: 'Messages of mailings today (UTC)' })
  sent_today: number;
  @ApiProperty()
  most_today: number;

  static from({ warmingDay, warmCount, verifiedAt }: SendingDomain): WarmUpResource | null {
    const most = warmingDay === null || !verifiedAt ? null : mostOnDay(warmingDay);
    return most === null
      ? null
      : { day: warmingDay! + 1, days: WARM_UP_DAYS, sent_today: warmCount, most_today: most };
  }
}

class RecordToPublish {
  @ApiProperty({ enum: ['TXT', 'PTR'] })
  type: 'TXT' | 'PTR';
  @ApiProperty()
  name: string;
  @ApiProperty()
  value: string;
}

class FindingResource {
  @ApiProperty({ enum: LOOKED_AT })
  code: LookedAt;
  @ApiProperty({ enum: FINDING_STATES, description: 'Mailings wait for what is missing' })
  state: Finding['state'];
  @ApiProperty()
  message: string;
  @ApiProperty({ type: RecordToPublish, nullable: true, description: 'The record that mends it' })
  record: RecordToPublish | null;

  static from({ code, state, message, record }: Finding): FindingResource {
    return { code, state, message, record };
  }
}

class SendingDomainResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  domain: string;
  @ApiProperty({ description: 'Where the TXT record belongs' })
  record_name: string;
  @ApiProperty({ description: 'The TXT record (RFC 6376 3.6.1)' })
  record: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  checked_at: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Mail is signed from then on',
  })
  verified_at: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the last look found missing of its key' })
  problem: string | null;
  @ApiProperty({ type: [FindingResource], description: 'Of the last look; empty before the first' })
  findings: FindingResource[];
  @ApiProperty({
    type: WarmUpResource,
    nullable: true,
    description: 'While it is new, mailings keep to so many a day',
  })
  warm_up: WarmUpResource | null;

  static from(it: SendingDomain): SendingDomainResource {
    return {
      id: it.id,
      organization_id: it.ownerId,
      domain: it.domain,
      record_name: `${it.selector}._domainkey.${it.domain}`,
      record: it.record,
      checked_at: it.checkedAt?.toISOString() ?? null,
      verified_at: it.verifiedAt?.toISOString() ?? null,
      problem: it.problem,
      findings: it.findings.map((each) => FindingResource.from(each)),
      warm_up: WarmUpResource.from(it),
    };
  }
}

class SendingDomainList {
  @ApiProperty({ type: [SendingDomainResource] })
  data: SendingDomainResource[];
}

@ApiTags('sending domains')
@Controller('api/v1/sending-domains')
export class SendingDomainsApiController {
  constructor(private readonly domains: SendingDomains) {}

  @Get()
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'listSendingDomains', summary: 'Domains your chapters send from' })
  @ApiOkResponse({ type: SendingDomainList })
  async list(@CurrentCaller() caller: Caller): Promise<SendingDomainList> {
    return { data: (await this.domains.list(caller)).map((each) => SendingDomainResource.from(each)) };
  }

  @Post()
  @Requires('chapter.settings')
  @ApiOperation({
    operationId: 'addSendingDomain',
    summary: 'Makes a DKIM key for a domain, and the record to publish',
  })
  @ApiCreatedResponse({ type: SendingDomainResource })
  async add(@CurrentCaller() caller: Caller, @Body() form: NewSendingDomain): Promise<SendingDomainResource> {
    return SendingDomainResource.from(await this.domains.add(caller, form.organization_id, form.domain));
  }

  @Post(':id/checks')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'checkSendingDomain', summary: 'Looks at its records and at the relay' })
  @ApiCreatedResponse({ type: SendingDomainResource })
  async check(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<SendingDomainResource> {
    return SendingDomainResource.from(await this.domains.check(caller, id));
  }

  @Delete(':id/warm-up')
  @HttpCode(204)
  @Requires('chapter.settings')
  @ApiOperation({
    operationId: 'endWarmUp',
    summary: 'For a domain that has sent bulk mail before: no daily cap',
  })
  @ApiNoContentResponse()
  endWarmUp(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.domains.endWarmUp(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('chapter.settings')
  @ApiOperation({
    operationId: 'removeSendingDomain',
    summary: 'Forgets the domain and its key; its mail goes out unsigned',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.domains.remove(caller, id);
  }
}
