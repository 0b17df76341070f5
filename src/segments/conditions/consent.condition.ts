import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { type Definition, Id, Kind, OneOf } from './definition.js';

export const CONSENT_CHANNELS = ['email', 'sms', 'phone', 'share'] as const;

export class ConsentCondition {
  @Kind('consent')
  kind: 'consent';

  @Id('To this organization')
  organization_id: string;

  @OneOf(CONSENT_CHANNELS, 'For this channel; `share`: that others may have their record')
  channel: (typeof CONSENT_CHANNELS)[number];

  @ApiProperty({ description: 'False: they withdrew it, or said no' })
  @IsBoolean({ message: 'Choose given or withdrawn.' })
  is_given: boolean;
}

/**
 * The newest word in the ledger of consents. Who never said anything neither gave nor withdrew it. Leans on consents
 * (person_id, id).
 */
export const consent: Definition<ConsentCondition> = {
  kind: 'consent',
  label: 'Consent',
  group: 'contact',
  form: ConsentCondition,
  sql({ organization_id, channel, is_given }, bind) {
    const [organization, by] = [bind(organization_id, 'uuid'), bind(channel, 'text')];
    return `EXISTS (SELECT 1 FROM segment_consents c WHERE c.person_id = p.id AND c.organization_id = ${organization}
      AND c.channel = ${by} AND c.is_given = ${bind(is_given, 'boolean')}
      AND NOT EXISTS (SELECT 1 FROM segment_consents later WHERE later.person_id = p.id
        AND later.organization_id = ${organization} AND later.channel = ${by} AND later.id > c.id))`;
  },
};
