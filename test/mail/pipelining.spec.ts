import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailSettings } from '../../src/platform/mail/mail-settings.js';
import { MailTransport } from '../../src/platform/mail/transport.service.js';

const mail = {
  envelopeFrom: 'bounce@example.org',
  to: 'b@example.net',
  raw: Buffer.from('Subject: x\r\n\r\nHello\r\n'),
};
const REFUSED = { mail: '451 4.3.0 not now', rcpt: '550 5.1.1 no such user', data: '554 5.5.1 no' };

interface Answers {
  mail?: string;
  rcpt?: string;
  data?: string;
}

/** Says what it is told to at each command, whatever RFC 5321 would have it say, and keeps all that it was sent. */
class LooseServer {
  offers = ['PIPELINING', '8BITMIME'];
  answers: Answers = {};
  /** Ends the connection, without a word, where this command would be answered. */
  cutAt: string | undefined;
  /** How each piece began that came from the other side, in one write or more. */
  readonly pieces: string[] = [];
  /** The text of each message that was ended by a dot, empty ones too. */
  readonly bodies: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let input = '';
    let body: string | null = null;
    const say = (command: string, reply: string): void => {
      if (this.cutAt === command) socket.destroy();
      else if (!socket.destroyed) socket.write(`${reply}\r\n`);
    };
    const answer = (line: string): void => {
      if (body !== null) {
        if (line !== '.') return void (body += `${line}\r\n`);
        this.bodies.push(body);
        body = null;
        return say('dot', '250 2.0.0 Ok');
      }
      const command = line.slice(0, 4).toLowerCase();
      const reply = this.answers[command as keyof Answers];
      if (command === 'ehlo')
        return say(
          command,
          ['250-loose', ...this.offers.map((each) => `250-${each}`), '250 HELP'].join('\r\n'),
        );
      if (command === 'data' && !reply) body = '';
      say(command, reply ?? (command === 'data' ? '354 go on' : '250 2.0.0 Ok'));
    };
    socket.setEncoding('latin1').on('data', (piece: string) => {
      this.pieces.push(piece);
      input += piece;
      const lines = input.split('\r\n');
      input = lines.pop()!;
      for (const line of lines) answer(line);
    });
    socket.write('220 loose ESMTP\r\n');
  }
}

describe('The commands of a message, asked at once (RFC 2920)', () => {
  let server: LooseServer;
  let transport: MailTransport;

  beforeEach(async () => {
    server = new LooseServer();
    const url = await server.listen();
    transport = new MailTransport(new MailSettings({ url, connections: 1, silenceLimit: 5_000 }));
  });

  afterEach(async () => {
    await transport.close(0);
    await server.close();
  });

  const combinations = [true, false].flatMap((mayMail) =>
    [true, false].flatMap((mayRcpt) =>
      [true, false].map((mayData) => ({
        ...(!mayMail && { mail: REFUSED.mail }),
        ...(!mayRcpt && { rcpt: REFUSED.rcpt }),
        ...(!mayData && { data: REFUSED.data }),
      })),
    ),
  );

  it.each(
    combinations.flatMap((answers) => [
      { answers, isOffered: true },
      { answers, isOffered: false },
    ]),
  )(
    'end as the first refusal says, and no message is taken without recipient: %j',
    async ({ answers, isOffered }) => {
      if (!isOffered) server.offers = [];
      server.answers = answers;
      const outcome = await transport.deliver(mail);
      const reply = answers.mail ?? answers.rcpt ?? answers.data;
      expect(outcome).toMatchObject(reply ? { kind: 'refused', reply } : { kind: 'accepted' });
      // Where DATA was taken all the same, what follows is an empty message to nobody, or the end of the connection.
      expect(server.bodies.join('')).toBe(reply ? '' : mail.raw.toString());
      server.answers = {};
      expect(await transport.deliver(mail)).toMatchObject({ kind: 'accepted' });
      expect(server.bodies.filter((body) => body !== '')).toHaveLength(reply ? 1 : 2);
    },
  );

  it.each(['mail', 'rcpt', 'data'])(
    'are sent again where the connection ends at %s, whatever came before was promised',
    async (cutAt) => {
      server.cutAt = cutAt;
      expect(await transport.deliver(mail)).toMatchObject({ kind: 'not-handed' });
      expect(server.bodies).toEqual([]);
    },
  );

  it('leave the outcome unknown where the connection ends after the final dot', async () => {
    server.cutAt = 'dot';
    expect(await transport.deliver(mail)).toMatchObject({ kind: 'unknown' });
  });

  it('leave together where the relay offers it', async () => {
    await transport.deliver(mail);
    expect(server.pieces.some((piece) => /^MAIL .*\r\nRCPT .*\r\nDATA\r\n$/.test(piece))).toBe(true);
  });

  it('leave one by one where the relay does not offer it', async () => {
    server.offers = [];
    await transport.deliver(mail);
    expect(server.pieces.filter((piece) => /^(MAIL|RCPT|DATA)/.test(piece))).toHaveLength(3);
  });
});
