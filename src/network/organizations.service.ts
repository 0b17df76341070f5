import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { slugOf } from '../layout/slug.js';
import { affected, row } from '../platform/database/sql.js';
import { type OrganizationKind } from './organization.entity.js';

/** The one writer of organizations: partners and chapters hang their own rows on what this makes. */
@Injectable()
export class Organizations {
  /**
   * Makes an organization under a slug of its name. Slugs are unique over all organizations, also those that the
   * caller cannot see; a partner's or group's has a random ending, so that "taken" never tells of one elsewhere.
   */
  async create(
    tx: EntityManager,
    {
      id: given,
      kind,
      name,
      legalName = null,
      isPractice = false,
    }: {
      /** Of `newId`, where the caller had to know it before; a new one otherwise. */
      id?: string;
      kind: OrganizationKind;
      name: string;
      legalName?: string | null;
      isPractice?: boolean;
    },
  ): Promise<string> {
    const ending =
      kind === 'partner' || kind === 'working-group'
        ? `-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`
        : '';
    // The id comes first: a partner is not visible to anybody until it is somewhere a member, so RETURNING sees nothing.
    const id = given ?? (await this.newId(tx));
    await tx.query(
      `INSERT INTO organizations (id, kind, slug, public_name, legal_name, is_practice) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, kind, `${slugOf(name)}${ending}`, name, legalName, isPractice],
    );
    return id;
  }

  async newId(tx: EntityManager): Promise<string> {
    return (await row<{ id: string }>(tx, `SELECT new_id() AS id`))!.id;
  }

  async rename(
    tx: EntityManager,
    id: string,
    names: { name?: string; legalName?: string | null },
  ): Promise<void> {
    await affected(
      tx,
      `UPDATE organizations SET public_name = coalesce($2, public_name), legal_name = coalesce($3, legal_name), updated_at = now()
       WHERE id = $1`,
      [id, names.name ?? null, names.legalName ?? null],
    );
  }
  /** Removes it with everything that is its own. For what was added by mistake and is not used: ask before. */
  async remove(tx: EntityManager, id: string): Promise<void> {
    await affected(tx, 'DELETE FROM organizations WHERE id = $1', [id]);
  }
}
