import { type Definition, Kind, MaybeDay, MaybeDays } from './definition.js';

export class MetCondition {
  @Kind('met')
  kind: 'met';

  @MaybeDays('In so many days until now')
  within_days?: number | null;

  @MaybeDay('On this day or later')
  since?: string | null;

  @MaybeDay('Before this day')
  before?: string | null;
}

export const met: Definition<MetCondition> = {
  kind: 'met',
  label: 'First met',
  group: 'person',
  form: MetCondition,
  bounds: 'created_at',
  sql({ within_days, since, before }, bind) {
    const when = [
      within_days && `p.created_at > now() - make_interval(days => ${bind(within_days, 'int')})`,
      since && `p.created_at >= ${bind(`${since}T00:00:00Z`, 'timestamptz')}`,
      before && `p.created_at < ${bind(`${before}T00:00:00Z`, 'timestamptz')}`,
    ].filter(Boolean);
    return when.length > 0 ? `(${when.join(' AND ')})` : 'true';
  },
};
