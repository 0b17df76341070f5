import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { type NetworkChanges, updateNetwork } from './network-changes.sql.js';
import { findNetwork, insertNetwork, lockNetworks, type Network } from './networks.sql.js';
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

  /**
   * Founds the network of an installation that has none.
   *
   * @param id from `Organizations.newId` and in the transaction's scope, where row-level security binds who founds it.
   * @throws Conflict where there is one, a practice network too: everything takes the first for the installation's own.
   */
  async found(tx: EntityManager, { id: given, name }: { id?: string; name: string }): Promise<string> {
    await lockNetworks(tx);
    const network = await this.find(tx);
    if (network?.isPractice)
      throw new Conflict(
        'practice_network',
        'The sample coalition is loaded. Remove it first: sample remove',
      );
    if (network) throw new Conflict('network_exists', `This installation has its network: ${network.name}.`);
    const id = await this.organizations.create(tx, { id: given, kind: 'network', name });
    await insertNetwork(tx, id);
    return id;
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
