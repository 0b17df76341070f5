import { createServer, type Server, type Socket } from 'node:net';

/** A command at which the sink can misbehave; `dot` is the end of the message. */
export type Moment = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot';

export interface Behaviour {
  /** Replies to give instead of the friendly ones, such as `{ rcpt: '550 5.1.1 no such user' }`. */
  readonly replies?: Partial<Record<Moment, string>>;
  /** The reply to a recipient, where it is not the friendly one. */
  readonly refuse?: (address: string) => string | undefined;
  /** Cuts the connection at this moment, without an answer. */
  readonly cutAt?: Moment;
  /** Takes every password; without it none. */
  readonly signsIn?: boolean;
  /** Answers at this moment with lines that say "and more follows", for ever. */
  readonly babbleAt?: Moment;
  /** Never answers at this moment. */
  readonly hangAt?: Moment;
  /** Cuts once so many bytes of a message have come. */
  readonly cutAfterBytes?: number;
  /** Ends every connection, without a word, after so many messages: Yahoo does it. */
  readonly closeEvery?: number;
  /** Sends the reply at the dot one byte at a time, with so many ms between: never silent, never done. */
  readonly trickle?: number;
}

/** A message as it came: the envelope, and the exact bytes with the dots unstuffed. */
export interface Caught {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** A raw SMTP server that catches everything, and misbehaves on request where a polite library would not. */
export class SmtpSink {
  readonly caught: Caught[] = [];
  readonly commands: string[] = [];
  connections = 0;
  behaviour: Behaviour = {};
  /** Called for each message, before it is answered. */
  onCaught: ((message: Caught) => void) | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
    const session = { from: '', to: [] as string[], inData: false, messages: 0, input: '' };

    const answer = (moment: Moment, friendly: string): boolean => {
      const { replies, cutAt, hangAt, babbleAt, trickle } = this.behaviour;
      if (babbleAt === moment) babble(socket);
      if (cutAt === moment) socket.destroy();
      if ([cutAt, hangAt, babbleAt].includes(moment)) return false;
      const reply = replies?.[moment] ?? friendly;
      if (trickle && moment === 'dot') drip(socket, reply, trickle);
      else if (!socket.destroyed) socket.write(`${reply}\r\n`);
      if (reply.startsWith('421')) socket.end();
      return /^[23]/.test(reply);
    };

    if (!answer('greeting', '220 sink ESMTP')) return;
    socket.on('data', (chunk: string) => {
      session.input += chunk;
      const { cutAfterBytes } = this.behaviour;
      if (session.inData && cutAfterBytes && session.input.length >= cutAfterBytes)
        return void socket.destroy();
      for (;;) {
        if (session.inData) {
          const end = session.input.startsWith('.\r\n') ? 0 : session.input.indexOf('\r\n.\r\n') + 2;
          if (end === 1) return;
          const raw = Buffer.from(session.input.slice(0, end).replace(/^\.(?=.)/gm, ''), 'latin1');
          session.input = session.input.slice(end + 3);
          session.inData = false;
          const message = { from: session.from, to: session.to, raw };
          session.to = [];
          // Cut after the dot, or hanging there, it has been taken: that is what makes the outcome unknown.
          if (!this.behaviour.replies?.dot) this.take(message);
          answer('dot', `250 2.0.0 Ok: queued as S${this.caught.length}`);
          session.messages += 1;
          if (session.messages === this.behaviour.closeEvery) socket.end();
          continue;
        }
        const line = /^(.*)\r\n/.exec(session.input)?.[1];
        if (line === undefined) return;
        session.input = session.input.slice(line.length + 2);
        this.commands.push(line);
        const address = /<(.*)>/.exec(line)?.[1] ?? '';
        switch (line.slice(0, 4).toUpperCase()) {
          case 'EHLO':
          case 'HELO':
            answer('ehlo', '250-sink\r\n250-PIPELINING\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME');
            break;
          case 'AUTH':
            socket.write(
              this.behaviour.signsIn ? '235 2.7.0 welcome\r\n' : '535 5.7.8 authentication failed\r\n',
            );
            break;
          case 'MAIL':
            session.from = address;
            session.to = [];
            answer('mail', '250 2.1.0 Ok');
            break;
          case 'RCPT':
            if (answer('rcpt', this.behaviour.refuse?.(address) ?? '250 2.1.5 Ok')) session.to.push(address);
            break;
          case 'DATA':
            if (session.to.length === 0) socket.write('554 5.5.1 no valid recipients\r\n');
            else session.inData = answer('data', '354 go on');
            break;
          case 'QUIT':
            socket.end('221 2.0.0 Bye\r\n');
            break;
          default:
            socket.write('250 2.0.0 Ok\r\n');
        }
      }
    });
  }

  private take(message: Caught): void {
    this.caught.push(message);
    this.onCaught?.(message);
  }
}

function drip(socket: Socket, reply: string, interval: number): void {
  const bytes = [...`${reply}\r\n`];
  const timer = setInterval(() => {
    if (socket.destroyed || bytes.length === 0) clearInterval(timer);
    else socket.write(bytes.shift()!);
  }, interval);
}

function babble(socket: Socket): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write('250-and more follows\r\n');
  }, 10);
}
