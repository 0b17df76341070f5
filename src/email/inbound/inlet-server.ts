import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { domainOf } from '../../platform/mail/address.js';
import { SmtpReceiver } from '../../platform/mail/smtp-receiver.js';
import { Inlet } from './inlet.service.js';

/** What comes back may hold the whole message that we sent, with its pictures. */
const LARGEST = 10 * 1024 * 1024;
/** RFC 5321 4.5.3.2 has clients wait for minutes; a server of ours need not, and a connection has an end. */
const LIMITS = { connections: 50, recipients: 20, silenceMs: 60_000, connectionMs: 300_000 };
/** Return paths, addresses to leave by, relays, where feedback loops report, and what RFC 5321 4.5.1 and RFC 2142 ask for. */
const TAKEN = /^([bur]\+[a-z0-9.]{1,60}|complaints|postmaster|abuse)@/;

/**
 * The inlet by SMTP: takes mail for MAIL_INLET_DOMAIN and for no other, whoever sends it, also from `<>` (RFC 5321 6.1).
 * It says 250 once the mail is stored, answers no mail and sends none on.
 */
@Injectable()
export class InletServer implements OnApplicationShutdown {
  private readonly receiver: SmtpReceiver | undefined;

  constructor(config: Config, inlet: Inlet) {
    const { MAIL_INLET_PORT: port, MAIL_INLET_DOMAIN: domain, HOST: host } = config;
    if (port === undefined || domain === undefined) return;
    this.receiver = new SmtpReceiver(
      {
        port,
        host,
        name: domain,
        banner: 'takes what comes back',
        largest: LARGEST,
        limits: LIMITS,
        accepts: (address) => domainOf(address) === domain && TAKEN.test(address),
        take: ({ raw, recipients }) =>
          inlet.takeMail('smtp', raw, recipients).then(({ id }) => id.slice(0, 16)),
      },
      new Logger(InletServer.name),
    );
  }

  /** Listens on MAIL_INLET_PORT, where it is set. */
  async listen(): Promise<void> {
    await this.receiver?.listen();
  }

  /** The port it listens on, or undefined while it does not. */
  get port(): number | undefined {
    return this.receiver?.port;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.receiver?.close();
  }
}
