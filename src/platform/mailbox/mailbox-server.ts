import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { decodeWords } from 'postal-mime';
import { Config } from '../config/config.js';
import { SmtpReceiver } from '../mail/smtp-receiver.js';
import { Mailbox } from './mailbox.service.js';

const LARGEST = 25 * 1024 * 1024;

/** The SMTP side of the built-in mailbox: takes everything, sends nothing on. Listens on this machine alone. */
@Injectable()
export class MailboxServer implements OnApplicationShutdown {
  private readonly receiver: SmtpReceiver;

  constructor(config: Config, mailbox: Mailbox) {
    this.receiver = new SmtpReceiver(
      {
        port: config.MAILBOX_PORT,
        host: '127.0.0.1',
        banner: 'Accord mailbox: nothing leaves this server',
        largest: LARGEST,
        take: async (mail) => `M${await mailbox.add({ ...mail, ...shownHeaders(mail.raw) })}`,
      },
      new Logger(MailboxServer.name),
    );
  }

  /** Listens on MAILBOX_PORT. Where another process of this installation does, the mail lands in the same table. */
  listen(): Promise<void> {
    return this.receiver.listen();
  }

  /** The port it listens on, or undefined where another process does. */
  get port(): number | undefined {
    return this.receiver.port;
  }

  onApplicationShutdown(): Promise<void> {
    return this.receiver.close();
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
