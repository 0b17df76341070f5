import { Injectable } from '@nestjs/common';
import { createPrivateKey } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { affected } from '../../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { canonicalDomain } from '../../platform/mail/address.js';
import { type DkimSigner, dkimSigner, generateDkimKey } from '../../platform/mail/dkim.js';
import { isMailboxDomain } from '../../platform/mail/mailbox-providers.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { DKIM_KEY } from '../email-secrets.access.js';
import { signingDomains } from './alignment.js';
import { Looking } from './looking.service.js';
import {
  findDomain,
  findDomains,
  findKey,
  insertDomain,
  noteLook,
  type SendingDomain,
} from './sending-domains.sql.js';
import { endWarming } from './warm-ups.sql.js';

export type { SendingDomain } from './sending-domains.sql.js';

const SELECTOR = 'accord';
/** Seconds for which a domain's key, or that it has none, is remembered. */
const REMEMBERED = 60;

/** The domains that chapters send from. A message is signed (DKIM) once its domain's record is published. */
@Injectable()
export class SendingDomains {
  private readonly signers = new Map<string, { signer: DkimSigner | undefined; until: number }>();

  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly looking: Looking,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller): Promise<SendingDomain[]> {
    return this.database.as(caller.scope('chapter.settings'), (tx) =>
      findDomains(tx, caller.within('chapter.settings')),
    );
  }

  /** Makes a key of 2,048 bits for the domain. Its private half is encrypted and never shown. */
  add(caller: Caller, ownerId: string, wanted: string): Promise<SendingDomain> {
    caller.requires('chapter.settings', ownerId);
    const domain = canonicalDomain(wanted);
    if (domain === null)
      throw new Invalid([
        { param: 'domain', message: 'Enter a domain like example.org, without http:// or @.' },
      ]);
    if (isMailboxDomain(domain))
      throw new Invalid([
        { param: 'domain', message: `${domain} is not yours. Send from a domain of your own.` },
      ]);
    const { privateKey, record } = generateDkimKey();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const kept = this.tokens.encrypt(DKIM_KEY.purpose, pem);
      const made = await insertDomain(tx, { ownerId, domain, selector: SELECTOR, privateKey: kept, record });
      if (!made) throw new Conflict('domain_known', `${domain} is in the list already.`);
      await this.note(tx, caller, 'sending-domain.added', ownerId, made.id);
      return this.find(tx, caller, made.id);
    });
  }

  /** Looks at its records and at the relay, and says what is missing. */
  async check(caller: Caller, id: string): Promise<SendingDomain> {
    const scope = caller.scope('chapter.settings');
    const domain = await this.database.as(scope, (tx) => this.find(tx, caller, id));
    const findings = await this.looking.at(domain);
    return this.database.as(scope, async (tx) => {
      await noteLook(tx, id, findings);
      return this.find(tx, caller, id);
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const domain = await this.find(tx, caller, id);
      await affected(tx, `DELETE FROM sending_domains WHERE id = $1`, [id]);
      await this.note(tx, caller, 'sending-domain.removed', domain.ownerId, id);
    });
  }

  /**
   * For a domain that has sent bulk mail before, elsewhere: it need not begin slowly.
   *
   * @throws Conflict where no warm-up is under way
   */
  endWarmUp(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const domain = await this.find(tx, caller, id);
      if ((await endWarming(tx, id)) === 0)
        throw new Conflict('no_warm_up', `${domain.domain} is not warming up.`);
      await this.note(tx, caller, 'sending-domain.warm-up-ended', domain.ownerId, id);
    });
  }

  /** For the sender, in the worker: the signer of the domain or of one it belongs to, or undefined where mail from it goes out unsigned. */
  async signer(tx: EntityManager, domain: string): Promise<DkimSigner | undefined> {
    const known = this.signers.get(domain);
    if (known && known.until > Date.now()) return known.signer;
    const key = await findKey(tx, signingDomains(domain));
    const signer =
      key &&
      dkimSigner({
        domain: key.domain,
        selector: key.selector,
        privateKey: createPrivateKey(this.tokens.decrypt(DKIM_KEY.purpose, key.privateKey)),
      });
    this.signers.set(domain, { signer, until: Date.now() + REMEMBERED * 1_000 });
    return signer;
  }

  private async find(tx: EntityManager, caller: Caller, id: string): Promise<SendingDomain> {
    const domain = await findDomain(tx, id, caller.within('chapter.settings'));
    if (!domain) throw new NotFound();
    return domain;
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'sending-domain', id } });
  }
}
