/** Mails that come back, small ones of our own: each kind once, with the parts that tell it. */

const RETURN_PATH = 'b+2s.0123456789abcdef0123@worcester.example';

/** What a mail says of the message that it is about. */
export interface About {
  to?: string;
  messageId?: string;
  recipient?: string;
}

function lines(...given: string[]): Buffer {
  return Buffer.from(given.join('\r\n'));
}

/** RFC 3464, as Postfix writes it. */
export function statusReport(
  given: About & { action?: string; status?: string; diagnostic?: string; words?: string } = {},
): Buffer {
  const { to = RETURN_PATH, recipient = 'ada@people.example', status = '5.1.1', action = 'failed' } = given;
  const { diagnostic = `smtp; 550 ${status} <${recipient}>: User unknown` } = given;
  return lines(
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.people.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    `<${recipient}>: host mx.people.example said: ${given.words ?? 'see below'} (in reply to RCPT TO command)`,
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.people.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(diagnostic ? [`Diagnostic-Code: ${diagnostic}`] : []),
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${given.messageId ?? 'none@worcester.example'}>`,
    `To: ${recipient}`,
    'Subject: Budget week',
    '',
    '--b1--',
    '',
  );
}

/** RFC 5965, as feedback loops send it: the address is blotted out. */
export function feedbackReport(type: string, given: About = {}): Buffer {
  return lines(
    'From: <feedback@provider.example>',
    `To: ${given.to ?? RETURN_PATH}`,
    'Subject: FW: Budget week',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '',
    '--b1',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Loop/1.0',
    'Version: 1',
    '',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${given.messageId ?? 'none@worcester.example'}>`,
    'To: redacted@people.example',
    'Subject: Budget week',
    '',
    'Hello',
    '--b1--',
    '',
  );
}

/** A mail of one text part. */
export function plainMail(headers: Record<string, string>, ...text: string[]): Buffer {
  const shown = { To: RETURN_PATH, ...headers };
  return lines(...Object.entries(shown).map(([name, value]) => `${name}: ${value}`), '', ...text, '');
}

export const vacation = (given: About = {}): Buffer =>
  plainMail(
    {
      From: 'Ada <ada@people.example>',
      To: given.to ?? RETURN_PATH,
      Subject: 'Out of office: Budget week',
      'Auto-Submitted': 'auto-replied',
    },
    'I am away until Monday. Mail to old-address@people.example no longer exists.',
  );

/** Old Exim: words alone. */
export const eximReport = (refusal: string): Buffer =>
  plainMail(
    { From: 'Mail Delivery System <Mailer-Daemon@mx.people.example>', Subject: 'Mail delivery failed' },
    'A message that you sent could not be delivered to one or more of its recipients.',
    '',
    '  ada@people.example',
    '    SMTP error from remote mail server after RCPT TO:<ada@people.example>:',
    `    host mx.people.example [192.0.2.1]: ${refusal}`,
    '',
    '------ This is a copy of the message, including all the headers. ------',
    '',
    'Return-path: <b+zz.0123456789abcdef0123@worcester.example>',
    'Message-Id: <abc@worcester.example>',
    'Subject: 550 5.1.1 User unknown',
    '',
    'Text',
  );
