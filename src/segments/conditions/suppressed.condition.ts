import { type Definition, Id, Kind } from './definition.js';

export class SuppressedCondition {
  @Kind('suppressed')
  kind: 'suppressed';

  @Id('By this organization, or by everybody')
  organization_id: string;
}

/** Whose address is on the suppression list: mail of this organization does not go there. */
export const suppressed: Definition<SuppressedCondition> = {
  kind: 'suppressed',
  label: 'On the suppression list',
  group: 'contact',
  form: SuppressedCondition,
  sql: ({ organization_id }, bind) =>
    `EXISTS (SELECT 1 FROM segment_emails m JOIN segment_suppressions s ON s.canonical_email = m.canonical
       WHERE m.person_id = p.id AND m.is_primary
         AND (s.organization_id = ${bind(organization_id, 'uuid')} OR s.organization_id IS NULL))`,
};
