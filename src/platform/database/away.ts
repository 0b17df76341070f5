/** Nobody listens yet or any more, or the way there is broken: what node's sockets call it. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** SQLSTATEs: the server is going down, crashed or coming up (57P0x), the connection broke (08), it has no room (53300). */
const SQLSTATES = /^(57P0[123]|08...|53300)$/;

/** What node-postgres, its pool and TypeORM say without a code. */
const MESSAGES =
  /^(Query read timeout|timeout e|Connection terminated|Client (was closed|has encountered a connection error)|Query runner already released)/;

/**
 * Whether the error is the database's being away, starting, stopping, out of connections or silent, and no fault of what
 * it was asked: the same may be asked again later.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isAway);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return MESSAGES.test(error.message);
  // A file that is missing is named by the same code as a socket that is.
  if (code === 'ENOENT') return syscall === 'connect';
  return SOCKET_CODES.has(code) || SQLSTATES.test(code);
}
