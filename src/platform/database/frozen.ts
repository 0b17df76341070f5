import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ANSWER_LIMIT } from './database.service.js';

/** What asks a PostgreSQL whether it speaks TLS: the first message of a connection, answered before anybody signs in. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]); // PostgreSQL, "Message Formats": SSLRequest

const asked = new Map<string, Promise<boolean>>();

/**
 * Whether the server at this address, a name or the folder of a socket, is silent: it takes a connection in and answers
 * nothing, as one that is frozen does (faults.md F15). One that works on something long answers at once, and so does a full
 * one. An address where nobody listens is not silent: connections to it break, and tell themselves.
 *
 * Asked by many at once, it looks once.
 */
export function isSilent(host: string, port: number): Promise<boolean> {
  const address = host.startsWith('/') ? path.join(host, `.s.PGSQL.${port}`) : `${host}:${port}`;
  const looking = asked.get(address) ?? look(host, port, address).finally(() => asked.delete(address));
  asked.set(address, looking);
  return looking;
}

async function look(host: string, port: number, address: string): Promise<boolean> {
  const socket = host.startsWith('/') ? connect(address) : connect(port, host);
  const told = new Promise<boolean>((resolve) => {
    for (const sign of ['data', 'error', 'close']) socket.once(sign, () => resolve(false));
  });
  socket.write(SSL_REQUEST);
  const limit = new AbortController();
  try {
    return await Promise.race([told, silence(limit.signal)]);
  } finally {
    limit.abort();
    socket.destroy();
  }
}

async function silence(signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ANSWER_LIMIT, undefined, { signal });
    // Where it was this process that stood still, the answer has come and is read first.
    await sleep(50, undefined, { signal });
    return true;
  } catch {
    return false; // called off: it was told before
  }
}
