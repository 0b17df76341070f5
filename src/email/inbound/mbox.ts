/**
 * The mails of a file: one, or those of an mbox (RFC 4155), which begins with a `From ` line and has one before each after an
 * empty line.
 */
export function mailsIn(content: Buffer): Buffer[] {
  const text = content.toString('latin1');
  if (!/^From \S+ /.test(text)) return text.trim() === '' ? [] : [content];
  return text
    .split(/(?<=\r?\n\r?\n)(?=From \S+ [^\n]*\d{4}\r?\n)/)
    .map((mail) => Buffer.from(mail, 'latin1'));
}
