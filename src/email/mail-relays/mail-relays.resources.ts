import { ApiProperty } from '@nestjs/swagger';
import { mostOnDay, WARM_UP_DAYS } from '../domains/warm-up.js';
import { type MailRelay, TLS_MODES, type TlsMode } from './mail-relays.sql.js';
import { type Stream, STREAMS } from './ways.js';

class RelayWarmUpResource {
  @ApiProperty({ description: '1 on the first' })
  day: number;
  @ApiProperty({ description: 'After so many days it is over' })
  days: number;
  @ApiProperty({ description: 'Bulk messages today (UTC)' })
  sent_today: number;
  @ApiProperty()
  most_today: number;

  static from({ warmingDay, warmCount }: MailRelay): RelayWarmUpResource | null {
    const most = warmingDay === null ? null : mostOnDay(warmingDay);
    return most === null
      ? null
      : { day: warmingDay! + 1, days: WARM_UP_DAYS, sent_today: warmCount, most_today: most };
  }
}

class RelayUseResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty({ enum: STREAMS })
  stream: Stream;
}

export class MailRelayResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  host: string;
  @ApiProperty()
  port: number;
  @ApiProperty({ enum: TLS_MODES })
  tls: TlsMode;
  @ApiProperty()
  username: string;
  @ApiProperty({ description: 'The password itself is never shown' })
  has_password: boolean;
  @ApiProperty({ type: Number, nullable: true })
  per_minute: number | null;
  @ApiProperty()
  connections: number;
  @ApiProperty({ type: RelayWarmUpResource, nullable: true, description: 'While it begins slowly' })
  warm_up: RelayWarmUpResource | null;
  @ApiProperty({ description: 'Its sign-in or its certificate fails, and somebody has to see to it' })
  is_broken: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Nothing goes out until then',
  })
  slowed_until: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What it answered' })
  reason: string | null;
  @ApiProperty({ type: [RelayUseResource], description: 'Whose mail goes by it, of those that you see' })
  used_by: RelayUseResource[];

  static from(it: MailRelay): MailRelayResource {
    return {
      id: it.id,
      organization_id: it.ownerId,
      name: it.name,
      host: it.host,
      port: it.port,
      tls: it.tls,
      username: it.username,
      has_password: it.hasPassword,
      per_minute: it.perMinute,
      connections: it.connections,
      warm_up: RelayWarmUpResource.from(it),
      is_broken: it.isBroken,
      slowed_until: it.slowedUntil?.toISOString() ?? null,
      reason: it.isBroken || it.slowedUntil ? it.reason : null,
      used_by: it.usedBy.map(({ organizationId, stream }) => ({ organization_id: organizationId, stream })),
    };
  }
}

export class MailRelayList {
  @ApiProperty({ type: [MailRelayResource] })
  data: MailRelayResource[];
}

export class RelayTryResource {
  @ApiProperty({ description: 'Whether it took the mail' })
  is_accepted: boolean;
  @ApiProperty({ description: 'What it answered, or why it could not be reached' })
  reply: string;
  @ApiProperty({ description: 'The address of your own to which the mail went' })
  sent_to: string;
}
