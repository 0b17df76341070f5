import { ApiProperty } from '@nestjs/swagger';
import {
  type Metric,
  METRICS,
  type SplitTest,
  TEST_STATES,
  type TestState,
  type Variant,
  VARIANTS,
} from './split-test.js';
import { smallestSample, type VariantFigures } from './verdict.js';

const time = { type: String, format: 'date-time', nullable: true } as const;

export class SplitTestVersion {
  @ApiProperty({ enum: VARIANTS })
  variant: Variant;
  @ApiProperty({ type: String, nullable: true, description: "Null is the mailing's" })
  subject: string | null;
  @ApiProperty({ type: String, nullable: true })
  from_name: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  body: Record<string, unknown> | null;
  @ApiProperty({ description: 'Of its sample: taken by the receiving side' })
  sent: number;
  @ApiProperty({ description: 'People; automatic opens left out as far as they are known' })
  opened: number;
  @ApiProperty()
  clicked: number;
  @ApiProperty({ description: 'Acted within 7 days of following a link' })
  acted: number;
  @ApiProperty({ description: 'Unsubscribed by it' })
  unsubscribed: number;
  @ApiProperty()
  complained: number;
}

export class SplitTestResource {
  @ApiProperty()
  sample_percent: number;
  @ApiProperty({ enum: METRICS })
  metric: Metric;
  @ApiProperty()
  wait_hours: number;
  @ApiProperty()
  most_leaving_percent: number;
  @ApiProperty({ enum: TEST_STATES })
  state: TestState;
  @ApiProperty({ type: String, nullable: true, description: 'Why it has no winner, or was stopped' })
  reason: string | null;
  @ApiProperty({ ...time, description: 'When it is decided; null before it begins' })
  decide_at: string | null;
  @ApiProperty({ type: String, enum: VARIANTS, nullable: true })
  winner: Variant | null;
  @ApiProperty(time)
  decided_at: string | null;
  @ApiProperty({ description: 'Fewer for each version hardly tell one that is twice as good as usual' })
  smallest_sample: number;
  @ApiProperty({ type: [SplitTestVersion] })
  versions: SplitTestVersion[];

  static of(it: SplitTest, figures: readonly VariantFigures[]): SplitTestResource {
    return {
      sample_percent: it.samplePercent,
      metric: it.metric,
      wait_hours: it.waitHours,
      most_leaving_percent: it.mostLeavingPercent,
      state: it.state,
      reason: it.reason,
      decide_at: it.decideAt?.toISOString() ?? null,
      winner: it.winner,
      decided_at: it.decidedAt?.toISOString() ?? null,
      smallest_sample: smallestSample(it.metric),
      versions: it.variants.map(({ variant, subject, fromName, body }) => {
        const of = figures.find((each) => each.variant === variant);
        return {
          ...{ variant, subject, from_name: fromName, body: body as Record<string, unknown> | null },
          ...{ sent: of?.sent ?? 0, opened: of?.opened ?? 0, clicked: of?.clicked ?? 0 },
          ...{ acted: of?.acted ?? 0, unsubscribed: of?.left ?? 0, complained: of?.complained ?? 0 },
        };
      }),
    };
  }
}

export class SplitTestAnswer {
  @ApiProperty({ type: SplitTestResource, nullable: true, description: 'Null where it goes to all as it is' })
  test: SplitTestResource | null;
}
