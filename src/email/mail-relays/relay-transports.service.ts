import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { MailSettings } from '../../platform/mail/mail-settings.js';
import { MailTransport } from '../../platform/mail/transport.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { RELAY_PASSWORD } from '../email-secrets.access.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { PostTransport } from '../sending/post-transport.service.js';
import { type Stream } from './ways.js';
import { findAccess, type RelayAccess } from './ways.sql.js';

/** Of each process, for mail that somebody waits for: as many as to the relay of SMTP_URL. */
const TRANSACTIONAL = 4;

/** A way out that stays open while it is used. */
export interface OpenRelay {
  relay: string;
  /** Of its settings; null for those of SMTP_URL, which change with a restart. */
  version: number | null;
  transport: MailTransport;
}

interface Kept extends OpenRelay {
  users: number;
}

/**
 * The open connections of this process, by relay and stream. Each piece of work asks anew, so changed settings are taken up
 * within one of them; what runs by the older connections ends there, and then these are closed.
 */
@Injectable()
export class RelayTransports implements OnApplicationShutdown {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly bulk: MailTransport,
    private readonly post: PostTransport,
  ) {}

  /** Does the work over the connections of a relay; gives undefined, and does nothing, where it is gone. */
  async by<T>(relay: string, stream: Stream, work: (open: OpenRelay) => Promise<T>): Promise<T | undefined> {
    if (relay === DEFAULT_RELAY) {
      const transport = stream === 'bulk' ? this.bulk : this.post;
      return work({ relay, version: null, transport });
    }
    const access = await this.database.as(Scope.nothing, (tx) => findAccess(tx, relay));
    if (!access) return undefined;
    const open = this.open(access, stream);
    open.users += 1;
    try {
      return await work(open);
    } finally {
      open.users -= 1;
      if (open.users === 0 && this.kept.get(`${relay} ${stream}`) !== open) void open.transport.close();
    }
  }

  /** A transport of the caller's own, for one try; they close it. */
  once(access: RelayAccess, limits: Partial<MailSettings>): MailTransport {
    return new MailTransport(new MailSettings({ ...this.settings(access), connections: 1, ...limits }));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.kept.values()].map(({ transport }) => transport.close()));
  }

  private open(access: RelayAccess, stream: Stream): Kept {
    const key = `${access.id} ${stream}`;
    const known = this.kept.get(key);
    if (known?.version === access.version) return known;
    const connections = stream === 'bulk' ? access.connections : Math.min(TRANSACTIONAL, access.connections);
    const transport = new MailTransport(new MailSettings({ ...this.settings(access), connections }));
    const open = { relay: access.id, version: access.version, transport, users: 0 };
    this.kept.set(key, open);
    if (known?.users === 0) void known.transport.close();
    return open;
  }

  private settings({ host, port, tls, username, passwordSealed }: RelayAccess): MailSettings {
    const password = passwordSealed ? this.tokens.decrypt(RELAY_PASSWORD.purpose, passwordSealed) : '';
    const url = new URL(
      `${tls === 'implicit' ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    );
    url.username = encodeURIComponent(username);
    url.password = encodeURIComponent(password);
    return new MailSettings({ url: url.href, isPublicOnly: this.config.PRIVATE_MAIL_RELAYS === 'refused' });
  }
}
