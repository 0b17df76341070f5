import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DEEDS, type Did } from '../../engagement/engagement.access.js';
import { type Definition, Kind, MaybeDay, MaybeDays, MaybeId, OneOf } from './definition.js';

const TIMES = { message: 'Write a number from 1 to 1000.' };

export class DeedCondition {
  @Kind('deed')
  kind: 'deed';

  @OneOf(DEEDS, 'What they did, or what happened to them')
  did: Did;

  @MaybeId('With this petition, event, letter or mailing')
  what_id?: string | null;

  @MaybeDays('In so many days until now')
  within_days?: number | null;

  @MaybeDay('On this day or later')
  since?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 1000,
    description: 'So many times',
  })
  @IsOptional()
  @IsInt(TIMES)
  @Min(1, TIMES)
  @Max(1000, TIMES)
  at_least?: number | null;
}

/**
 * What the ledger says of them, mail included: `was-mailed`, `opened` and `clicked` are deeds too. What somebody did
 * under a record that was merged into theirs is theirs. Doers are written as a set in which each is once, which the planner
 * can then join in any order. Leans on engagements_doers, and on engagements (what_id, did) and (person_id, at).
 */
export const deed: Definition<DeedCondition> = {
  kind: 'deed',
  label: 'Action or email',
  group: 'deeds',
  form: DeedCondition,
  sql({ did, what_id, within_days, since, at_least }, bind) {
    const where = [
      `e.did = ${bind(did, 'text')}`,
      what_id && `e.what_id = ${bind(what_id, 'uuid')}`,
      within_days && `e.at > now() - make_interval(days => ${bind(within_days, 'int')})`,
      since && `e.at >= ${bind(`${since}T00:00:00Z`, 'timestamptz')}`,
    ]
      .filter(Boolean)
      .join(' AND ');
    const doers =
      (at_least ?? 1) > 1
        ? `SELECT e.person_id FROM segment_deeds e WHERE ${where}
           GROUP BY e.person_id HAVING count(*) >= ${bind(at_least, 'int')}`
        : `SELECT e.person_id FROM segment_own_deeds e WHERE ${where}
           UNION SELECT e.person_id FROM segment_merged_deeds e WHERE ${where}`;
    return `EXISTS (SELECT 1 FROM (${doers}) d WHERE d.person_id = p.id)`;
  },
};
