import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type EditorProps } from './condition-editor';
import { CountInput, DayInput, DaysInput, One } from './inputs';
import { type ConditionOf, deeds, optionsOf } from './words';

/** What they did, with what, when and how often. */
export function DeedEditor({ condition, fields, onChange }: EditorProps<ConditionOf<'deed'>>) {
  const [isMore, more] = useDisclosure(Boolean(condition.since ?? condition.at_least));
  const things = fields.things
    .filter(({ did }) => did === condition.did)
    .map(({ what_id, what_title }) => ({ value: what_id, label: what_title || 'untitled' }));
  return (
    <>
      <One
        label="What they did"
        data={optionsOf(deeds)}
        value={condition.did}
        onChange={(did) => onChange({ ...condition, did: did as typeof condition.did, what_id: null })}
      />
      <One
        label="anything"
        data={things}
        value={condition.what_id ?? ''}
        onChange={(what_id) => onChange({ ...condition, what_id: what_id || null })}
        isOptional
      />
      <DaysInput
        label="in the last … days"
        value={condition.within_days}
        onChange={(within_days) => onChange({ ...condition, within_days })}
      />
      {isMore ? (
        <>
          <DayInput
            label="Since"
            value={condition.since}
            onChange={(since) => onChange({ ...condition, since })}
          />
          <CountInput
            label="how many times, at least"
            most={1_000}
            suffix={condition.at_least === 1 ? ' time' : ' times'}
            value={condition.at_least}
            onChange={(at_least) => onChange({ ...condition, at_least })}
          />
        </>
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={more.open}>
          since, how often
        </Button>
      )}
    </>
  );
}
