import { type SignIn } from './sample.js';

export interface Running {
  origin: string;
  data: string;
  /** Folder of the embedded database; undefined where DATABASE_URL names another. */
  database: string | undefined;
  /** All mail stays in the built-in mailbox. */
  usesMailbox: boolean;
  signIns: SignIn[];
}

/** What the person at the terminal reads once everything runs. */
export function welcome({ origin, data, database, usesMailbox, signIns }: Running): string {
  const rows: [string, string][] = [
    ['Public pages', `${origin}/`],
    ['Staff console', `${origin}/console`],
  ];
  if (usesMailbox)
    rows.push(['Mailbox', `${origin}/mailbox  (catches all mail: nothing leaves this machine)`]);
  rows.push(['Data', data]);
  // Not where one would look for it: see the fallback in own-database.ts.
  if (database && !database.startsWith(data)) rows.push(['Database', database]);
  rows.push(['Stop', 'Ctrl-C']);
  const lines = [
    '',
    '  Accord is running.',
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(15)}${value}`),
    '',
  ];
  if (signIns.length > 0) {
    const width = Math.max(...signIns.map(({ email }) => email.length)) + 3;
    const secret = Math.max(...signIns.map(({ password }) => password.length)) + 3;
    lines.push('  Sign in to the sample coalition as');
    for (const each of signIns) {
      lines.push(`    ${each.email.padEnd(width)}${each.password.padEnd(secret)}${each.role}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
