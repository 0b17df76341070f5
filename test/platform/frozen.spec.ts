import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { isSilent } from '../../src/platform/database/frozen.js';

/* What tells a frozen server from a busy one, on servers that only take connections in. */
describe('A server that is asked whether it is there', () => {
  let server: Server;
  const sockets: Socket[] = [];

  async function listening(answer: (socket: Socket, said: Buffer) => void): Promise<number> {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', (said) => answer(socket, said));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
  });

  it('is silent where it takes the connection in and says nothing, and many who ask look once', async () => {
    const port = await listening(() => undefined);
    const asked = [isSilent('127.0.0.1', port), isSilent('127.0.0.1', port)];
    expect(await Promise.all(asked)).toEqual([true, true]);
    expect(sockets).toHaveLength(1);
  }, 20_000);

  it('is not silent where it answers, hangs up, or is not there at all', async () => {
    const heard: Buffer[] = [];
    let port = await listening((socket, said) => {
      heard.push(said);
      socket.write('N');
    });
    expect(await isSilent('127.0.0.1', port)).toBe(false);
    expect([heard[0]!.readUInt32BE(0), heard[0]!.readUInt32BE(4)]).toEqual([8, 80_877_103]);
    server.close();
    port = await listening((socket) => socket.destroy());
    expect(await isSilent('127.0.0.1', port)).toBe(false);
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
    await once(server, 'close');
    expect(await isSilent('127.0.0.1', port)).toBe(false);
  });
});
