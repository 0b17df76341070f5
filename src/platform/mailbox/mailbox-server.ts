import { type AddressInfo } from 'node:net';
import { type Readable } from 'node:stream';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { decodeWords } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { Config } from '../config/config.js';
import { Mailbox } from './mailbox.service.js';

const LARGEST = 25 * 1024 * 1024;
const RETRY_EVERY = 5_000;

/** The SMTP side of the built-in mailbox: takes everything, sends nothing on. Listens on this machine alone. */
@Injectable()
export class MailboxServer implements OnApplicationShutdown {
  private readonly log = new Logger(MailboxServer.name);
  private server: SMTPServer | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly mailbox: Mailbox,
  ) {}

  /**
   * Listens on MAILBOX_PORT. Where another process of this installation already does, the mail lands in the same
   * table all the same; this one stands by and takes over when the other is gone.
   */
  async listen(): Promise<void> {
    const server = this.create();
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(this.config.MAILBOX_PORT, '127.0.0.1', resolve);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (!this.retry)
        this.log.log(`port ${this.config.MAILBOX_PORT} is taken: another process catches the mail`);
      this.retry = setTimeout(() => void this.listenAgain(), RETRY_EVERY).unref();
      return;
    }
    // Clients hang up in the middle of things; that is no news.
    server.on('error', (error) => this.log.debug(error.message));
    this.server = server;
    if (this.isClosed) await this.onApplicationShutdown();
  }

  /** The port it listens on, or undefined where another process does. */
  get port(): number | undefined {
    return (this.server?.server.address() as AddressInfo | null | undefined)?.port;
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  private async listenAgain(): Promise<void> {
    if (this.isClosed) return;
    try {
      await this.listen();
      if (this.server) this.log.log('the port is free: this process catches the mail now');
    } catch (error) {
      this.log.error(`the mailbox cannot listen: ${(error as Error).message}`);
    }
  }

  private create(): SMTPServer {
    return new SMTPServer({
      banner: 'Accord mailbox: nothing leaves this server',
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: LARGEST,
      closeTimeout: 2_000,
      logger: false,
      onData: (stream, { envelope }, answer) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const recipients = envelope.rcptTo.map(({ address }) => address.toLowerCase());
        void this.take(stream, from, recipients).then(
          (id) => (answer as (error: null, reply: string) => void)(null, `2.0.0 Ok: queued as M${id}`),
          (error: Error) => {
            this.log.warn(`a message was not stored: ${error.message}`);
            answer(Object.assign(new Error('4.3.0 The mailbox cannot store it now'), { responseCode: 451 }));
          },
        );
      },
    });
  }

  private async take(stream: Readable, envelopeFrom: string, recipients: string[]): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const { sender, subject } = shownHeaders(raw);
    return this.mailbox.add({ envelopeFrom, recipients, sender, subject, raw });
  }
}

/** The two headers of the list. Parsing whole messages would cost ten times the storing; viewing one does that. */
function shownHeaders(raw: Buffer): { sender: string; subject: string } {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.toString('utf8', 0, end === -1 ? raw.length : end).replace(/\r\n[ \t]/g, ' ');
  const read = (name: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const shown = (value: string) => decodeWords(value).replaceAll('\0', '\uFFFD').slice(0, 1_000);
  return { sender: shown(read('From')), subject: shown(read('Subject')) };
}
