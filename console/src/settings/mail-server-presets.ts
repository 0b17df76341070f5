import { type Schema } from '../api/client';

export type MailServer = Schema<'MailRelayResource'>;

interface Preset {
  label: string;
  host: string;
  port: number;
  tls: MailServer['tls'];
  /** What stands there as user name, where it is the same for everybody. */
  username?: string;
  /** Where its credentials come from. */
  hint: string;
}

/** SMTP endpoints as the vendors document them, by port 587 and STARTTLS, which all of them offer. */
export const presets = {
  ses: {
    label: 'Amazon SES',
    host: 'email-smtp.us-east-1.amazonaws.com',
    port: 587,
    tls: 'starttls',
    hint: 'Change the region in the host to yours. User and password are SMTP credentials of the SES console, not access keys.',
  },
  postmark: {
    label: 'Postmark',
    host: 'smtp.postmarkapp.com',
    port: 587,
    tls: 'starttls',
    hint: 'User and password are both the server’s API token. Mailings take smtp-broadcasts.postmarkapp.com and a broadcast stream.',
  },
  sendgrid: {
    label: 'SendGrid',
    host: 'smtp.sendgrid.net',
    port: 587,
    tls: 'starttls',
    username: 'apikey',
    hint: 'The user is the word “apikey”, the password an API key that may send.',
  },
  mailgun: {
    label: 'Mailgun',
    host: 'smtp.mailgun.org',
    port: 587,
    tls: 'starttls',
    hint: 'SMTP credentials of your sending domain. Domains in Europe take smtp.eu.mailgun.org.',
  },
} as const satisfies Record<string, Preset>;

export type PresetKey = keyof typeof presets;
