import { type UseFormReturnType } from '@mantine/form';
import { type Schema } from '../api/client';
import { type Attestation, type ColumnKind, type Import, type Rules } from './words';

/** The plan as the form holds it: flat, so that every input has a name of its own. */
export interface PlanValues extends Record<string, unknown> {
  mapping: { is: ColumnKind; field_id: string | null }[];
  on_match: Rules['on_match'];
  overwrite: Rules['overwrite'];
  same_email: Rules['same_email'];
  on_possible_duplicate: Rules['on_possible_duplicate'];
  tags: string[];
  new_organizations: Rules['new_organizations'];
  opt_in: Rules['opt_in'];
  language: Rules['language'];
  system: string;
  /** '' until it was answered. */
  has_consent: '' | 'yes' | 'no';
  consent_source: Attestation['source'];
  consent_text: string;
  collected_on: string;
  channels: Attestation['channels'];
}
export type PlanFormApi = UseFormReturnType<PlanValues>;

export function valuesOf({ columns, rules, consent, state }: Import): PlanValues {
  return {
    mapping: columns.map(({ is, field_id }) => ({ is, field_id })),
    ...rules,
    has_consent: consent ? 'yes' : state === 'uploaded' ? '' : 'no',
    consent_source: consent?.source ?? 'event-sheet',
    consent_text: consent?.text ?? '',
    collected_on: consent?.collected_on ?? '',
    channels: consent?.channels ?? ['email'],
  };
}

export function sentPlan(values: PlanValues): Schema<'ImportPlan'> {
  const { mapping, on_match, overwrite, same_email, on_possible_duplicate, tags, language, system } = values;
  const { new_organizations, opt_in } = values;
  return {
    mapping,
    rules: {
      on_match,
      overwrite,
      same_email,
      on_possible_duplicate,
      tags,
      new_organizations,
      opt_in,
      language,
      system,
    },
    consent:
      values.has_consent === 'yes'
        ? {
            source: values.consent_source,
            text: values.consent_text,
            collected_on: values.collected_on || null,
            channels: values.channels,
          }
        : null,
  };
}
