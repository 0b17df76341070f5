import { TagsInput, TextInput } from '@mantine/core';
import { ContactEditor } from './contact-editor';
import { DeedEditor } from './deed-editor';
import { DistrictEditor } from './district-editor';
import { DaysInput, DayInput, Many, One, SIZE } from './inputs';
import { type Condition, type Fields, languages, optionsOf, partnerRoles } from './words';
import { strengths, tieKinds } from '../ties/words';
import { ValueEditor } from './value-editor';
import { useFormat } from '../parts/format';
import { languageChoices, slots } from '../volunteering/words';

export interface EditorProps<C extends Condition = Condition> {
  condition: C;
  fields: Fields;
  onChange: (condition: Condition) => void;
}

const byName = (choices: readonly { id: string; name: string }[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }));

/** What can be chosen of one condition, by its kind. */
export function ConditionEditor({ condition, fields, onChange }: EditorProps) {
  const { locale } = useFormat();
  switch (condition.kind) {
    case 'segment':
      return (
        <One
          label="Segment"
          data={byName(fields.segments)}
          value={condition.segment_id}
          onChange={(segment_id) => onChange({ ...condition, segment_id })}
        />
      );
    case 'tag':
      return (
        <Many
          label="Any of these tags"
          data={byName(fields.tags)}
          value={condition.any_of}
          onChange={(any_of) => onChange({ ...condition, any_of })}
        />
      );
    case 'language':
      return (
        <Many
          label="Any of these languages"
          data={optionsOf(languages)}
          value={condition.any_of}
          onChange={(any_of) => onChange({ ...condition, any_of: any_of as typeof condition.any_of })}
        />
      );
    case 'training':
      return (
        <Many
          label="Any of these trainings"
          data={byName(fields.trainings)}
          value={condition.any_of}
          onChange={(any_of) => onChange({ ...condition, any_of })}
        />
      );
    case 'speaks':
      return (
        <Many
          label="Any of these languages"
          data={languageChoices(locale, condition.any_of)}
          value={condition.any_of}
          onChange={(any_of) => onChange({ ...condition, any_of })}
        />
      );
    case 'free-on':
      return (
        <Many
          label="Any of these times"
          data={slots}
          value={condition.any_of}
          onChange={(any_of) => onChange({ ...condition, any_of: any_of as typeof condition.any_of })}
        />
      );
    case 'partner-role':
      return (
        <>
          <Many
            label="Any role"
            data={optionsOf(partnerRoles)}
            value={condition.any_of ?? []}
            onChange={(any_of) => onChange({ ...condition, any_of: any_of as typeof condition.any_of })}
          />
          <One
            label="At any partner"
            data={byName(fields.partners)}
            value={condition.partner_id ?? ''}
            onChange={(partner_id) => onChange({ ...condition, partner_id: partner_id || null })}
            isOptional
          />
        </>
      );
    case 'official-tie':
      return (
        <>
          <One
            label="Any official"
            data={byName(fields.officials)}
            value={condition.official_id ?? ''}
            onChange={(official_id) => onChange({ ...condition, official_id: official_id || null })}
            isOptional
          />
          <Many
            label="Any kind of tie"
            data={optionsOf(tieKinds)}
            value={condition.any_of ?? []}
            onChange={(any_of) => onChange({ ...condition, any_of: any_of as typeof condition.any_of })}
          />
          <One
            label="However well"
            data={optionsOf(strengths).map(({ value, label }) => ({ value, label: `at least: ${label}` }))}
            value={condition.at_least ? String(condition.at_least) : ''}
            onChange={(chosen) => onChange({ ...condition, at_least: chosen ? Number(chosen) : null })}
            isOptional
          />
        </>
      );
    case 'name':
      return (
        <TextInput
          {...SIZE}
          aria-label="A part of the name"
          placeholder="A part of the name"
          value={condition.contains}
          onChange={(event) => onChange({ ...condition, contains: event.currentTarget.value })}
        />
      );
    case 'source':
    case 'skill':
    case 'city':
    case 'zip':
    case 'state':
      return (
        <TagsInput
          {...SIZE}
          aria-label={TYPED[condition.kind]}
          placeholder={condition.any_of.length === 0 ? TYPED[condition.kind] : undefined}
          value={condition.any_of}
          onChange={(typed) =>
            onChange({
              ...condition,
              any_of: condition.kind === 'state' ? typed.map((each) => each.toUpperCase()) : typed,
            })
          }
          acceptValueOnBlur
        />
      );
    case 'inactive':
      return (
        <DaysInput
          label="Days without an action"
          value={condition.days}
          onChange={(days) => onChange({ ...condition, days: days ?? 0 })}
        />
      );
    case 'met':
      return (
        <>
          <DaysInput
            label="In the last … days"
            value={condition.within_days}
            onChange={(within_days) => onChange({ ...condition, within_days })}
          />
          <DayInput
            label="Since"
            value={condition.since}
            onChange={(since) => onChange({ ...condition, since })}
          />
          <DayInput
            label="Before"
            value={condition.before}
            onChange={(before) => onChange({ ...condition, before })}
          />
        </>
      );
    case 'district':
      return <DistrictEditor condition={condition} fields={fields} onChange={onChange} />;
    case 'deed':
      return <DeedEditor condition={condition} fields={fields} onChange={onChange} />;
    case 'value':
      return <ValueEditor condition={condition} fields={fields} onChange={onChange} />;
    default:
      return <ContactEditor condition={condition} fields={fields} onChange={onChange} />;
  }
}

const TYPED = {
  source: 'Source codes, Enter after each',
  skill: 'Skills, Enter after each',
  city: 'Towns, Enter after each',
  zip: 'ZIP codes, Enter after each',
  state: 'States such as MA, Enter after each',
};
