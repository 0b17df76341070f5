import { ApiProperty } from '@nestjs/swagger';
import { type FunnelLine } from './funnel.sql.js';

export class FunnelLineResource implements FunnelLine {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The code of the link: empty for none, * for links that signers passed on; null for all together',
  })
  source: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Whose code it is' })
  partner: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the code is for' })
  label: string | null;

  @ApiProperty({ description: 'Pages shown, without those that are known to be fetched by machines' })
  viewed: number;

  @ApiProperty({ description: 'Forms begun; at least those that were sent' })
  started: number;

  @ApiProperty()
  submitted: number;

  @ApiProperty({ description: 'By a click in the mail; of events, those who did not cancel' })
  confirmed: number;

  @ApiProperty({ description: 'Clicks that pass the page on, where scripts run' })
  shared: number;

  @ApiProperty({ description: 'Confirmed by people who came by links that these people passed on' })
  brought: number;
}

export class FunnelResource {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The first day on which somebody viewed, began or shared. What came before is not known',
  })
  since: string | null;

  @ApiProperty({ type: FunnelLineResource })
  total: FunnelLineResource;

  @ApiProperty({
    type: [FunnelLineResource],
    description: 'By code, those that brought most first; fifty at most',
  })
  sources: FunnelLineResource[];
}
