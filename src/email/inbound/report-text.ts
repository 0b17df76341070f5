/** Where the part for people ends and the message that came back begins. */
const RETURNED =
  /^[ \t>]*(--[^\n]*\b(copy|original|returned|header|unsent|below|message text|included)\b[^\n]*|(original message follows|below is a copy of the original|included is a copy|the header of the original)[^\n]*|(received|return-path|dkim-signature|x-received):[^\n]*)$/im;

/** The words of a report without the message that it returns. */
export function withoutOriginal(text: string): { words: string; original: string } {
  const at = text.slice(1).search(RETURNED);
  return at < 0
    ? { words: text, original: '' }
    : { words: text.slice(0, at + 1), original: text.slice(at + 1) };
}

/**
 * What a report for people says of one recipient: from the line that names them to the line that names another.
 *
 * @param isAlone there is no other recipient, so that all words are about this one
 */
export function passageOn(text: string, addresses: readonly (string | null)[], isAlone: boolean): string {
  const { words } = withoutOriginal(text);
  if (isAlone) return words;
  const known = addresses.filter((address) => address !== null);
  return passages(words)
    .filter(({ address }) => known.includes(address))
    .map(({ passage }) => passage)
    .join('\n');
}

const BEGINS_WITH_ADDRESS =
  /^[\s>*"'|]*(?:\d{3} )?<?([^\s<>"':;,()@]+@[^\s<>"':;,()@]+)[>"')]*(?=[\s:,.;(]|$)/;
/** Sendmail of old turns to the next host by such lines. */
const TURNS_AWAY = /^(\.\.\. )?while talking to|^\d{3} \S+ \(smtp\)/i;

/** The passages of a report: each begins with a line that begins with an address. */
export function passages(words: string): { address: string; passage: string }[] {
  const found: { address: string; passage: string }[] = [];
  let isOpen = false;
  for (const line of words.split('\n')) {
    const address = BEGINS_WITH_ADDRESS.exec(line)?.[1]?.toLowerCase().replace(/\.+$/, '');
    const last = found.at(-1);
    if (address?.includes('.') && address !== last?.address) found.push({ address, passage: line });
    else if (last && isOpen && !TURNS_AWAY.test(line)) last.passage += `\n${line}`;
    isOpen = address !== undefined || (isOpen && !TURNS_AWAY.test(line));
  }
  return found;
}

/** Postfix and Exim tell at which command it was refused, and so do some gateways. Sendmail pipelines, and cannot tell. */
export function wasAfterData(passage: string): boolean {
  return /in reply to end of DATA|after end of (data|message)|SMTP command DATA/i.test(
    passage.replace(/\s+/g, ' '),
  );
}
