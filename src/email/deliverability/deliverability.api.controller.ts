import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Deliverability, type DeliverabilityReport } from './deliverability.service.js';

class DeliverabilityQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only mailings of this organization' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;
}

class ReceptionTotals {
  @ApiProperty()
  accepted: number;
  @ApiProperty({ description: 'Put off just now' })
  deferred: number;
  @ApiProperty({ description: 'Refused, or came back' })
  bounced: number;
  @ApiProperty({ description: 'Called spam by their readers' })
  complained: number;
}

class ReceptionResource extends ReceptionTotals {
  @ApiProperty({ example: 'google', description: 'Who runs the mail servers, or a domain' })
  receiver: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Gets nothing until then' })
  slowed_until: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What it answered' })
  reason: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'With so many it goes on; null for all of them' })
  connections: number | null;
}

class RelayStateResource {
  @ApiProperty({ description: 'Its sign-in or its certificate fails, and somebody has to see to it' })
  is_broken: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  slowed_until: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

class DeliverabilityResource {
  @ApiProperty({ description: 'Mailings that began within so many days' })
  days: number;
  @ApiProperty()
  totals: ReceptionTotals;
  @ApiProperty({ type: [ReceptionResource], description: 'The largest first' })
  receivers: ReceptionResource[];
  @ApiProperty({ type: RelayStateResource, nullable: true, description: 'Null where nothing is the matter' })
  relay: RelayStateResource | null;

  static from({ days, totals, receivers, relay }: DeliverabilityReport): DeliverabilityResource {
    return {
      days,
      totals,
      receivers: receivers.map((it) => ({
        receiver: it.receiver,
        accepted: it.accepted,
        deferred: it.deferred,
        bounced: it.bounced,
        complained: it.complained,
        slowed_until: it.slowedUntil?.toISOString() ?? null,
        reason: it.reason,
        connections: it.connections,
      })),
      relay: relay && {
        is_broken: relay.isBroken,
        slowed_until: relay.slowedUntil?.toISOString() ?? null,
        reason: relay.reason,
      },
    };
  }
}

@ApiTags('mailings')
@Controller('api/v1/deliverability')
export class DeliverabilityApiController {
  constructor(private readonly deliverability: Deliverability) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'showDeliverability',
    summary: 'How your mailings were taken, by who received them',
  })
  @ApiOkResponse({ type: DeliverabilityResource })
  async show(
    @CurrentCaller() caller: Caller,
    @Query() { owner_id: ownerId }: DeliverabilityQuery,
  ): Promise<DeliverabilityResource> {
    return DeliverabilityResource.from(await this.deliverability.report(caller, ownerId ?? null));
  }
}
