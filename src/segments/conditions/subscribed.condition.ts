import { type Definition, Id, Kind, OneOf } from './definition.js';

export const SUBSCRIPTION_CHANNELS = ['email', 'sms', 'phone'] as const;

export class SubscribedCondition {
  @Kind('subscribed')
  kind: 'subscribed';

  @Id('To this organization')
  organization_id: string;

  @OneOf(SUBSCRIPTION_CHANNELS, 'By this channel')
  channel: (typeof SUBSCRIPTION_CHANNELS)[number];
}

export const subscribed: Definition<SubscribedCondition> = {
  kind: 'subscribed',
  label: 'Subscribed',
  group: 'contact',
  form: SubscribedCondition,
  sql: ({ organization_id, channel }, bind) =>
    `EXISTS (SELECT 1 FROM segment_subscriptions u WHERE u.person_id = p.id
       AND u.organization_id = ${bind(organization_id, 'uuid')} AND u.channel = ${bind(channel, 'text')} AND u.is_subscribed)`,
};
