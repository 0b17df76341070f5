import { type Slot, SLOTS } from '../../people/volunteering/volunteering.access.js';
import { type Definition, Ids, Kind, OneOrMore, Words } from './definition.js';

export class SkillCondition {
  @Kind('skill')
  kind: 'skill';

  @Words('Skills, of which they have one or more', /^\s*\S.{0,59}$/, 'Write skills of 1 to 60 characters.')
  any_of: string[];
}

export const skill: Definition<SkillCondition> = {
  kind: 'skill',
  label: 'Skill',
  group: 'person',
  form: SkillCondition,
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_volunteers v WHERE v.person_id = p.id AND EXISTS (SELECT 1 FROM unnest(v.skills) s
       WHERE plain(s) IN (SELECT plain(trim(t)) FROM unnest(${bind(any_of, 'text[]')}) t)))`,
};

export class SpeaksCondition {
  @Kind('speaks')
  kind: 'speaks';

  @Words('Languages that they speak with others', /^[a-z]{2,3}$/, 'Choose languages from the list.')
  any_of: string[];
}

export const speaks: Definition<SpeaksCondition> = {
  kind: 'speaks',
  label: 'Language they speak',
  group: 'person',
  form: SpeaksCondition,
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_volunteers v WHERE v.person_id = p.id AND v.languages && ${bind(any_of, 'text[]')})`,
};

export class FreeOnCondition {
  @Kind('free-on')
  kind: 'free-on';

  @OneOrMore(SLOTS, 'Times of the week, of which they are free at one or more')
  any_of: Slot[];
}

export const freeOn: Definition<FreeOnCondition> = {
  kind: 'free-on',
  label: 'Free on',
  group: 'person',
  form: FreeOnCondition,
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_volunteers v WHERE v.person_id = p.id AND v.availability && ${bind(any_of, 'text[]')})`,
};

export class TrainingCondition {
  @Kind('training')
  kind: 'training';

  @Ids('Trainings, of which one or more is in force today')
  any_of: string[];
}

export const training: Definition<TrainingCondition> = {
  kind: 'training',
  label: 'Training in force',
  group: 'person',
  form: TrainingCondition,
  sql: ({ any_of }, bind) =>
    `EXISTS (SELECT 1 FROM segment_trainings t WHERE t.person_id = p.id AND t.training_id = ANY (${bind(any_of, 'uuid[]')})
       AND coalesce(t.expires_on >= current_date, true))`,
};
