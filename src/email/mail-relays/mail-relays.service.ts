import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Networks } from '../../network/networks.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { RELAY_PASSWORD } from '../email-secrets.access.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { type MailRelayForm } from './mail-relays.forms.js';
import {
  deleteRelay,
  findRelay,
  findRelays,
  insertRelay,
  type MailRelay,
  type RelaySettings,
  updateRelay,
} from './mail-relays.sql.js';
import { checkedHost } from './relay-host.js';

const NAME_TAKEN = [{ param: 'name', message: 'Another one has this name.' }];
/** What the password is given to, or given for: with any of these changed it is asked for again. */
const BOUND_TO_PASSWORD = ['host', 'port', 'tls', 'username'] as const;

/** Relays beside that of SMTP_URL: the network's, and those of chapters that may keep their own. */
@Injectable()
export class MailRelays {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly rules: SendingRulesService,
    private readonly tokens: Tokens,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller): Promise<MailRelay[]> {
    return this.database.as(caller.scope('chapter.settings'), (tx) =>
      findRelays(tx, caller.within('chapter.settings')),
    );
  }

  /**
   * @throws Conflict where the network keeps relays to itself; Invalid where the host is none that may be reached, or the
   *   name is taken
   */
  async add(caller: Caller, ownerId: string, form: MailRelayForm): Promise<MailRelay> {
    caller.requires('chapter.settings', ownerId);
    const settings = await this.settingsOf(form);
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      await this.requireAllowed(tx, ownerId);
      const passwordSealed = this.seal(settings, form.password) ?? null;
      if (settings.username !== '' && passwordSealed === null) throw wants('Enter the password.');
      const made = await insertRelay(tx, ownerId, { ...settings, passwordSealed });
      if (!made) throw new Invalid(NAME_TAKEN);
      await this.note(tx, caller, 'mail-relay.added', { id: made.id, ownerId });
      return this.find(tx, caller, made.id);
    });
  }

  /**
   * @throws Invalid also where the password is not given again although it would go to another server or for another user:
   *   who can change a relay must not learn by that what others entered
   */
  async change(caller: Caller, id: string, form: MailRelayForm): Promise<MailRelay> {
    const scope = caller.scope('chapter.settings');
    await this.database.as(scope, (tx) => this.find(tx, caller, id));
    const settings = await this.settingsOf(form);
    return this.database.as(scope, async (tx) => {
      const before = await this.find(tx, caller, id);
      const passwordSealed = this.seal(settings, form.password);
      const isOther = BOUND_TO_PASSWORD.some((key) => before[key] !== settings[key]);
      if (settings.username !== '' && passwordSealed === undefined && (isOther || !before.hasPassword))
        throw wants('Enter the password again: it would go to another server, or for another user.');
      if ((await updateRelay(tx, id, { ...settings, passwordSealed })) === 0) throw new Invalid(NAME_TAKEN);
      // What was changed and not what it is: hosts and names are what somebody typed.
      await this.note(tx, caller, 'mail-relay.changed', before, { password: passwordSealed !== undefined });
      return this.find(tx, caller, id);
    });
  }

  /** @throws Conflict while mail goes by it */
  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const relay = await this.find(tx, caller, id);
      if ((await deleteRelay(tx, id, caller.within('chapter.settings'))) === 0)
        throw new Conflict('relay_in_use', `Mail goes by ${relay.name}. Choose another way for it first.`);
      await this.note(tx, caller, 'mail-relay.removed', relay);
    });
  }

  /** One of the caller's. @throws NotFound */
  async find(tx: EntityManager, caller: Caller, id: string): Promise<MailRelay> {
    const relay = await findRelay(tx, id, caller.within('chapter.settings'));
    if (!relay) throw new NotFound();
    return relay;
  }

  /** @throws Conflict for a chapter whose network keeps relays to itself */
  async requireAllowed(tx: EntityManager, ownerId: string): Promise<void> {
    const network = await this.networks.current(tx);
    if (ownerId !== network.id && !(await this.rules.ofNetwork(tx)).allowsOwnRelays)
      throw new Conflict(
        'relays_of_network',
        'Your network does not let chapters keep mail servers of their own.',
      );
  }

  private async settingsOf(form: MailRelayForm): Promise<RelaySettings> {
    const mayBePrivate = this.config.PRIVATE_MAIL_RELAYS === 'allowed';
    return {
      name: form.name,
      host: await checkedHost(form.host, form.port, mayBePrivate),
      port: form.port,
      tls: form.tls,
      username: form.username,
      perMinute: form.per_minute,
      connections: form.connections,
      isWarming: form.is_warming,
    };
  }

  /** Null where there is no sign-in; undefined where none was entered. */
  private seal({ username }: RelaySettings, password: string | undefined): Buffer | null | undefined {
    if (username === '') return null;
    return password ? this.tokens.encrypt(RELAY_PASSWORD.purpose, password) : undefined;
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    { id, ownerId }: Pick<MailRelay, 'id' | 'ownerId'>,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: ownerId,
      action,
      subject: { kind: 'mail-relay', id },
      detail,
    });
  }
}

function wants(message: string): Invalid {
  return new Invalid([{ param: 'password', message }]);
}
