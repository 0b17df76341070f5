import { type EditorProps } from './condition-editor';
import { One } from './inputs';
import { channels, type ConditionOf, emailStates, optionsOf } from './words';

const { share: _, ...subscriptions } = channels;

type ContactCondition = ConditionOf<'email' | 'subscribed' | 'suppressed' | 'consent'>;

/** Whether and how mail reaches them, and what they agreed to. */
export function ContactEditor({ condition, fields, onChange }: EditorProps<ContactCondition>) {
  if (condition.kind === 'email')
    return (
      <One
        label="How it does"
        data={optionsOf(emailStates)}
        value={condition.status}
        onChange={(status) => onChange({ ...condition, status: status as typeof condition.status })}
      />
    );
  const organization = (
    <One
      label={condition.kind === 'suppressed' ? 'Whose list' : 'To whom'}
      data={fields.organizations.map(({ id, name }) => ({ value: id, label: name }))}
      value={condition.organization_id}
      onChange={(organization_id) => onChange({ ...condition, organization_id })}
    />
  );
  if (condition.kind === 'suppressed') return organization;
  if (condition.kind === 'subscribed')
    return (
      <>
        {organization}
        <One
          label="By"
          data={optionsOf(subscriptions)}
          value={condition.channel}
          onChange={(channel) => onChange({ ...condition, channel: channel as typeof condition.channel })}
        />
      </>
    );
  return (
    <>
      {organization}
      <One
        label="Given or withdrawn"
        data={optionsOf({ given: 'gave consent to', withdrawn: 'withdrew consent to' })}
        value={condition.is_given ? 'given' : 'withdrawn'}
        onChange={(word) => onChange({ ...condition, is_given: word === 'given' })}
      />
      <One
        label="For what"
        data={optionsOf(channels)}
        value={condition.channel}
        onChange={(channel) => onChange({ ...condition, channel: channel as typeof condition.channel })}
      />
    </>
  );
}
