import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { NotFound } from '../platform/http/errors.js';
import { type NetworkChanges, updateNetwork } from './network-changes.sql.js';
import { findNetwork, type Network } from './networks.sql.js';
import { Organizations } from './organizations.service.js';

export type { Network } from './networks.sql.js';

/** The one network of an installation, which its chapters belong to. */
@Injectable()
export class Networks {
  constructor(private readonly organizations: Organizations) {}

  /** Undefined before the installation has one. */
  find(tx: EntityManager): Promise<Network | undefined> {
    return findNetwork(tx);
  }

  /** @throws NotFound before the installation has one. */
  async current(tx: EntityManager): Promise<Network> {
    const network = await this.find(tx);
    if (!network) throw new NotFound();
    return network;
  }

  /** The transaction's scope must hold the network: row-level security binds its name. */
  async change(
    tx: EntityManager,
    id: string,
    { name, ...changes }: NetworkChanges & { name?: string },
  ): Promise<void> {
    await updateNetwork(tx, id, changes);
    if (name !== undefined) await this.organizations.rename(tx, id, { name });
  }
}
