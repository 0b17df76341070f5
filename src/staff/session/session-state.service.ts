import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { row, rows } from '../../platform/database/sql.js';
import { NotFound } from '../../platform/http/errors.js';
import { deviceName } from '../account/device-name.js';
import { type Caller } from '../caller.access.js';
import { PERMISSIONS, type Permission } from '../roles.access.js';
import { type Session } from '../session.access.js';
import { Sessions } from '../sessions.service.js';
import { type OrganizationKind } from '../team/granting.js';
import { type ListedSessionList, type NamedPlace, type SessionResource } from './session.resources.js';

interface Place extends NamedPlace {
  kind: OrganizationKind;
  colour: string | null;
  isPractice: boolean;
}

/** What the console needs to know about the session it runs in. */
@Injectable()
export class SessionState {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /**
   * @param caller undefined while the session still lacks its second factor: then it holds no permission.
   * @throws NotFound where no network has been made yet.
   */
  async show(session: Session, caller: Caller | undefined): Promise<SessionResource> {
    const reached = [...new Set((caller?.roles ?? []).flatMap(({ reaches }) => reaches))];
    const [network, places] = await this.database.as(
      Scope.account(session.accountId, reached),
      async (tx) => [await findNetwork(tx), await findPlaces(tx, reached)],
    );
    if (!network) throw new NotFound('There is no network yet.');
    const held = new Set((caller?.roles ?? []).map(({ organizationId }) => organizationId));
    const permissionsIn = (id?: string): Permission[] => PERMISSIONS.filter((each) => caller?.can(each, id));
    const { id, name, slug } = network;
    return {
      account: {
        id: session.accountId,
        name: session.name,
        email: session.email,
        locale: session.locale,
      },
      csrf_token: session.csrfToken,
      network: { id, name, slug },
      permissions: permissionsIn(),
      scopes: places
        .filter((each) => held.has(each.id))
        .map((each) => ({
          kind: each.kind,
          id: each.id,
          name: each.name,
          slug: each.slug,
          permissions: permissionsIn(each.id),
        })),
      chapters: places
        .filter(({ kind }) => kind === 'chapter')
        .map((each) => ({
          id: each.id,
          name: each.name,
          slug: each.slug,
          colour: each.colour!,
          permissions: permissionsIn(each.id),
        })),
      practice: network.isPractice || places.some(({ isPractice }) => isPractice),
      mail: this.config.usesMailbox ? 'mailbox' : 'smtp',
      two_factor_required: session.stage === 'set-up-needed',
    };
  }

  async list(session: Session): Promise<ListedSessionList> {
    const found = await this.database.as(Scope.account(session.accountId, []), (tx) =>
      this.sessions.list(tx, session.accountId),
    );
    return {
      data: found.map((each) => ({
        id: each.id,
        device: deviceName(each.agent),
        address: each.address,
        created_at: each.createdAt.toISOString(),
        seen_at: each.seenAt.toISOString(),
        is_this: each.id === session.id,
      })),
    };
  }
}

function findNetwork(db: EntityManager): Promise<(NamedPlace & { isPractice: boolean }) | undefined> {
  return row(
    db,
    `SELECT id, public_name AS name, slug, is_practice AS "isPractice" FROM organizations
     WHERE kind = 'network' ORDER BY created_at, id LIMIT 1`,
  );
}

function findPlaces(db: EntityManager, ids: readonly string[]): Promise<Place[]> {
  return rows(
    db,
    `SELECT o.id, o.kind, o.public_name AS name, o.slug, c.colour, o.is_practice AS "isPractice"
     FROM organizations o LEFT JOIN chapters c USING (id) WHERE o.id = ANY ($1) ORDER BY o.public_name`,
    [ids],
  );
}
