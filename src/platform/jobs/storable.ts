/**
 * Text that the queue's store can keep. PostgreSQL's jsonb refuses U+0000 and unpaired surrogates; an error
 * message with one could not be stored, so its job would stay "active" and run again on every stall check.
 */
export function storableText(text: string, limit = 2_000): string {
  // Encoding to UTF-8 and back turns unpaired surrogates into U+FFFD.
  return Buffer.from(text.slice(0, limit).replaceAll('\0', '\uFFFD')).toString();
}

/** The error as the queue may keep it: name, message and stack, nothing else that hung on it. */
export function storableError(error: unknown): Error {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const kept = new Error(storableText(thrown.message));
  kept.name = thrown.name;
  kept.stack = storableText(thrown.stack ?? '', 4_000);
  return kept;
}
