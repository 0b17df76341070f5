/** What the log calls things that people know by another name; the rest reads well as it is. */
const labels: Record<string, string> = {
  'grant.added': 'Gave a role',
  'grant.removed': 'Took a role away',
  'account.signed-in': 'Signed in',
  'account.invited': 'Sent an invitation',
  'account.enabled': 'Enabled an account',
  'account.disabled': 'Disabled an account',
  'account.password-changed': 'Changed the password',
  'account.two-factor-set-up': 'Set up a second factor',
  'account.two-factor-removed': 'Removed the second factor',
  'account.recovery-code-used': 'Used a recovery code',
  'account.recovery-codes-renewed': 'Made new recovery codes',
  'api-key.created': 'Made an API key',
  'api-key.revoked': 'Revoked an API key',
};

/** 'petition.published' as 'Petition published'. */
export function actionLabel(action: string): string {
  const words = action.replace('.', ' ').replaceAll('-', ' ');
  return labels[action] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const auditKinds = [
  { value: 'grant', label: 'Roles' },
  { value: 'account', label: 'Accounts' },
  { value: 'api-key', label: 'API keys' },
  { value: 'person', label: 'People' },
  { value: 'partner', label: 'Partners' },
  { value: 'agreement', label: 'Agreements' },
  { value: 'petition', label: 'Petitions' },
  { value: 'event', label: 'Events' },
  { value: 'letter', label: 'Letters' },
  { value: 'mailing', label: 'Emails' },
  { value: 'chapter', label: 'Chapters' },
  { value: 'network', label: 'Network' },
];
