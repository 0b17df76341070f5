import { Injectable } from '@nestjs/common';
import { Networks } from '../../network/networks.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { type NetworkChanges } from './settings.forms.js';
import { NetworkResource } from './settings.resources.js';

/** What belongs to the whole network. */
@Injectable()
export class NetworkSettings {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly audit: Audit,
  ) {}

  find(caller: Caller): Promise<NetworkResource> {
    return this.database.as(caller.scope('network.settings'), async (tx) => {
      const network = await this.networks.current(tx);
      caller.requires('network.settings', network.id);
      return NetworkResource.from(network);
    });
  }

  change(caller: Caller, form: NetworkChanges): Promise<NetworkResource> {
    return this.database.as(caller.scope('network.settings'), async (tx) => {
      const { id } = await this.networks.current(tx);
      caller.requires('network.settings', id);
      await this.networks.change(tx, id, {
        name: form.name,
        mission: form.mission,
        postalAddress: form.postal_address,
        fromAddress: form.from_address,
        requiresTwoFactor: form.requires_two_factor,
      });
      await this.audit.append(tx, caller, {
        organizationId: id,
        action: 'network.changed',
        subject: { kind: 'network', id },
        detail: { fields: Object.keys(form) },
      });
      return NetworkResource.from(await this.networks.current(tx));
    });
  }
}
