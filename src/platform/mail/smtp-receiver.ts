import { type AddressInfo, type Socket } from 'node:net';
import { type Logger } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came in. */
export interface Received {
  /** Empty for `<>`. */
  envelopeFrom: string;
  /** In lower case. */
  recipients: string[];
  raw: Buffer;
}

export interface Receiving {
  port: number;
  host: string;
  banner: string;
  /** The name it greets with; the machine's own where it is not given. */
  name?: string;
  /** Bytes of the largest message. What is over it is refused by 552, and never kept in memory. */
  largest: number;
  /** False refuses the recipient by 550. */
  accepts?: (address: string) => boolean;
  /** Limits for strangers; without them only the library's own. */
  limits?: { connections: number; recipients: number; silenceMs: number; connectionMs: number };
  /** Stores it. Once it resolves the sender is told 250 and the id; when it throws, 451. */
  take: (mail: Received) => Promise<string>;
}

const RETRY_EVERY = 5_000;

/**
 * An SMTP server that takes mail in, on one port for the whole installation. Where another process of this machine holds the
 * port already, this one stands by and takes over when the other is gone: both do the same with what comes. It offers
 * neither sign-in nor STARTTLS: who wants TLS has a mail server before it.
 */
export class SmtpReceiver {
  private server: SMTPServer | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly receiving: Receiving,
    private readonly log: Logger,
  ) {}

  async listen(): Promise<void> {
    const { port, host } = this.receiving;
    const server = this.create();
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (!this.retry) this.log.log(`port ${port} is taken: another process takes the mail`);
      this.retry = setTimeout(() => void this.listenAgain(), RETRY_EVERY).unref();
      return;
    }
    // Clients hang up in the middle of things; that is no news.
    server.on('error', (error) => this.log.debug(error.message));
    this.server = server;
    if (this.isClosed) await this.close();
  }

  /** The port it listens on, or undefined where another process does. */
  get port(): number | undefined {
    return (this.server?.server.address() as AddressInfo | null | undefined)?.port;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  private async listenAgain(): Promise<void> {
    if (this.isClosed) return;
    const { port } = this.receiving;
    try {
      await this.listen();
      if (this.server) this.log.log(`port ${port} is free: this process takes the mail now`);
    } catch (error) {
      this.log.error(`port ${port} cannot be listened on: ${(error as Error).message}`);
    }
  }

  private create(): SMTPServer {
    const { banner, name, largest, limits, accepts = () => true } = this.receiving;
    const options: SMTPServerOptions = {
      banner,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: largest,
      closeTimeout: 2_000,
      logger: false,
      onRcptTo: ({ address }, { envelope }, answer) => {
        if (!accepts(address.toLowerCase())) answer(refusal(550, '5.1.1 No such mailbox here'));
        else if (limits && envelope.rcptTo.length >= limits.recipients)
          answer(refusal(452, '4.5.3 Too many recipients'));
        else answer();
      },
      onData: (stream, { envelope }, answer) => {
        const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : '';
        const recipients = envelope.rcptTo.map(({ address }) => address.toLowerCase());
        void this.take(stream, envelopeFrom, recipients).then(
          (id) =>
            id === null
              ? answer(refusal(552, '5.3.4 Message too large'))
              : (answer as (error: null, reply: string) => void)(null, `2.0.0 Ok: queued as ${id}`),
          (error: Error) => {
            this.log.warn(`a message was not stored: ${error.message}`);
            answer(refusal(451, '4.3.0 It cannot be stored now'));
          },
        );
      },
    };
    if (name) options.name = name;
    if (limits) Object.assign(options, { maxClients: limits.connections, socketTimeout: limits.silenceMs });
    const server = new SMTPServer(options);
    if (limits) server.server.on('connection', (socket: Socket) => endAfter(socket, limits.connectionMs));
    return server;
  }

  private async take(
    stream: SMTPServerDataStream,
    envelopeFrom: string,
    recipients: string[],
  ): Promise<string | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
    if (stream.sizeExceeded) return null;
    return this.receiving.take({ envelopeFrom, recipients, raw: Buffer.concat(chunks) });
  }
}

/** Who sends a byte now and then is never silent: a connection has an end all the same. */
function endAfter(socket: Socket, milliseconds: number): void {
  const end = setTimeout(() => socket.destroy(), milliseconds).unref();
  socket.once('close', () => clearTimeout(end));
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
