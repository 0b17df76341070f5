import { type Definition, Kind, OneOf } from './definition.js';

export const EMAIL_STATES = ['any', 'ok', 'bouncing', 'invalid'] as const;

export class EmailCondition {
  @Kind('email')
  kind: 'email';

  @OneOf(EMAIL_STATES, 'How the address that mail goes to does; `any`: there is one')
  status: (typeof EMAIL_STATES)[number];
}

export const email: Definition<EmailCondition> = {
  kind: 'email',
  label: 'Email address',
  group: 'contact',
  form: EmailCondition,
  sql: ({ status }, bind) =>
    `EXISTS (SELECT 1 FROM segment_emails m WHERE m.person_id = p.id AND m.is_primary${
      status === 'any' ? '' : ` AND m.status = ${bind(status, 'text')}`
    })`,
};
