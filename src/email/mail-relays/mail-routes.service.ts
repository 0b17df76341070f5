import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { type Network, Networks } from '../../network/networks.service.js';
import { Database } from '../../platform/database/database.service.js';
import { type Scope } from '../../platform/database/scope.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { MailRelays } from './mail-relays.service.js';
import { findRelay } from './mail-relays.sql.js';
import { deleteRoute, findRoutes, type MailRoute, putRoute } from './mail-routes.sql.js';
import { STREAMS, type Stream } from './ways.js';

/** As the network's mail goes. */
export const AS_NETWORK = 'network';
export type Choices = Record<Stream, string>;

/** What an organization's mail goes by: a relay's id, `default` for that of SMTP_URL, or `network` for the network's choice. */
export interface ChosenWays {
  organizationId: string;
  name: string;
  isNetwork: boolean;
  choices: Choices;
  /** True where the caller may choose among the network's relays as well. */
  isGoverned: boolean;
}

/**
 * Whose mail goes by which relay. What the network chooses for itself holds for everybody who has no other; it may choose
 * otherwise for chapters that let it keep their settings. A chapter may choose relays of its own where its network lets it.
 */
@Injectable()
export class MailRoutes {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly chapters: Chapters,
    private readonly relays: MailRelays,
    private readonly audit: Audit,
  ) {}

  /** The organizations whose settings the caller keeps. */
  list(caller: Caller): Promise<ChosenWays[]> {
    return this.database.as(scopeOf(caller), async (tx) => this.of(tx, caller, null));
  }

  /** @throws Invalid where a relay is not one that may be chosen */
  choose(caller: Caller, organizationId: string, choices: Choices): Promise<ChosenWays> {
    caller.requires('chapter.settings', organizationId);
    return this.database.as(scopeOf(caller), async (tx) => {
      const network = await this.networks.current(tx);
      const [before] = await this.of(tx, caller, organizationId);
      if (!before) throw new NotFound();
      for (const stream of STREAMS) {
        const chosen = choices[stream];
        if (chosen === before.choices[stream]) continue;
        const relayId = await this.relayOf(tx, caller, before, network, stream, chosen);
        if (relayId === undefined) await deleteRoute(tx, organizationId, stream);
        else await putRoute(tx, network.id, { organizationId, stream, relayId });
      }
      await this.audit.append(tx, caller, {
        organizationId,
        action: 'mail-route.changed',
        subject: { kind: 'organization', id: organizationId },
        detail: { ...choices },
      });
      return { ...before, choices };
    });
  }

  /** Undefined for the network's choice, null for the relay of SMTP_URL. */
  private async relayOf(
    tx: EntityManager,
    caller: Caller,
    { organizationId, isNetwork, isGoverned }: ChosenWays,
    network: Network,
    stream: Stream,
    chosen: string,
  ): Promise<string | null | undefined> {
    if (chosen === AS_NETWORK && !isNetwork) return undefined;
    if (chosen === DEFAULT_RELAY && isGoverned) return null;
    const isId = chosen !== AS_NETWORK && chosen !== DEFAULT_RELAY;
    const relay = isId ? await findRelay(tx, chosen, scopeOf(caller).organizations.slice()) : undefined;
    const isTheirs = relay?.ownerId === organizationId;
    if (!relay || !(isTheirs || (isGoverned && relay.ownerId === network.id)))
      throw new Invalid([{ param: stream, message: 'Choose one of the list.' }]);
    if (isTheirs) await this.relays.requireAllowed(tx, organizationId);
    return relay.id;
  }

  private async of(tx: EntityManager, caller: Caller, organizationId: string | null): Promise<ChosenWays[]> {
    const network = await this.networks.current(tx);
    const isGoverned = caller.can('network.settings', network.id);
    const known = [
      { id: network.id, name: network.name, isNetwork: true },
      ...(await this.chapters.list(tx)).map(({ id, name }) => ({ id, name, isNetwork: false })),
    ].filter(
      ({ id }) => (organizationId === null || id === organizationId) && caller.can('chapter.settings', id),
    );
    const routes = await findRoutes(tx, known.map(({ id }) => id)); // prettier-ignore
    return known.map(({ id, name, isNetwork }) => ({
      organizationId: id,
      name,
      isNetwork,
      isGoverned,
      choices: choicesOf(
        routes.filter((route) => route.organizationId === id),
        isNetwork ? DEFAULT_RELAY : AS_NETWORK,
      ),
    }));
  }
}

function choicesOf(routes: readonly MailRoute[], otherwise: string): Choices {
  const chosen = (stream: Stream): string => {
    const route = routes.find((each) => each.stream === stream);
    return route ? (route.relayId ?? DEFAULT_RELAY) : otherwise;
  };
  return { bulk: chosen('bulk'), transactional: chosen('transactional') };
}

function scopeOf(caller: Caller): Scope {
  return caller.scope('chapter.settings');
}
