import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Networks } from '../../network/networks.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type NetworkRulesForm, type SendingRulesForm } from './sending-rules.forms.js';
import { NetworkRulesResource, SendingRulesResource } from './sending-rules.resources.js';
import {
  findNetworkRules,
  findSendingRules,
  type NetworkRules,
  putNetworkRules,
  putSendingRules,
  type SendingRules,
} from './sending-rules.sql.js';

export type { SendingRules } from './sending-rules.sql.js';

/** How organizations send, and what the network asks of all of them (differentiator 8). */
@Injectable()
export class SendingRulesService {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly audit: Audit,
  ) {}

  /** What holds for an organization. The transaction's scope must hold it, or see all as the worker does. */
  of(tx: EntityManager, ownerId: string): Promise<SendingRules> {
    return findSendingRules(tx, ownerId);
  }

  /** What holds for everybody; any transaction may ask. */
  ofNetwork(tx: EntityManager): Promise<NetworkRules> {
    return findNetworkRules(tx);
  }

  find(caller: Caller, ownerId: string): Promise<SendingRulesResource> {
    caller.requires('mailings.read', ownerId);
    return this.database.as(caller.scope('mailings.read'), async (tx) =>
      SendingRulesResource.of(ownerId, await findSendingRules(tx, ownerId)),
    );
  }

  put(caller: Caller, ownerId: string, form: SendingRulesForm): Promise<SendingRulesResource> {
    caller.requires('chapter.settings', ownerId);
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const rules = { undoMinutes: form.undo_minutes, ownApprovalOver: form.approval_over };
      await putSendingRules(tx, ownerId, rules, caller.accountId);
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'sending-rules.changed',
        subject: { kind: 'organization', id: ownerId },
        detail: { ...form },
      });
      return SendingRulesResource.of(ownerId, await findSendingRules(tx, ownerId));
    });
  }

  findOfNetwork(caller: Caller): Promise<NetworkRulesResource> {
    return this.database.as(caller.scope('network.settings'), async (tx) => {
      caller.requires('network.settings', (await this.networks.current(tx)).id);
      return NetworkRulesResource.of(await findNetworkRules(tx));
    });
  }

  putOfNetwork(caller: Caller, form: NetworkRulesForm): Promise<NetworkRulesResource> {
    return this.database.as(caller.scope('network.settings'), async (tx) => {
      const { id } = await this.networks.current(tx);
      caller.requires('network.settings', id);
      const rules = {
        approvalOver: form.approval_over,
        capMails: form.cap_mails,
        capDays: form.cap_days,
        capPasses: form.cap_passes,
        isToldOfSends: form.is_told_of_sends,
        allowsOwnRelays: form.allows_own_relays,
        calendar: form.calendar,
      };
      await putNetworkRules(tx, id, rules, caller.accountId);
      await this.audit.append(tx, caller, {
        organizationId: id,
        action: 'network-rules.changed',
        subject: { kind: 'network', id },
        detail: { ...form },
      });
      return NetworkRulesResource.of(await findNetworkRules(tx));
    });
  }
}
