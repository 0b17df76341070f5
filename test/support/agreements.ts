import { type Client } from 'pg';
import { aPartnerOrganization, aPerson, unique } from './people.js';

/** A partner of the chapter, active unless told otherwise: its organization, and its membership there. */
export async function aPartnerOf(
  db: Client,
  chapterId: string,
  given: { name?: string; sector?: string; legalType?: string; status?: string; isListed?: boolean } = {},
): Promise<{ organizationId: string; membershipId: string }> {
  const organizationId = await aPartnerOrganization(db, { name: given.name });
  await db.query(
    `INSERT INTO partners (id, sector, legal_type, is_listing_consented, listing_consented_at)
     VALUES ($1, $2, $3, $4, CASE WHEN $4 THEN now() END)`,
    [organizationId, given.sector ?? 'civic', given.legalType ?? '501c3', given.isListed ?? false],
  );
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO memberships (partner_id, chapter_id, status) VALUES ($1, $2, $3) RETURNING id`,
    [organizationId, chapterId, given.status ?? 'active'],
  );
  return { organizationId, membershipId: rows[0]!.id };
}

/** An agreement of the owner with the others, signed by all and in force for a year, unless told otherwise. */
export async function anAgreement(
  db: Client,
  given: {
    ownerId: string;
    partyIds: readonly string[];
    clauses?: readonly string[];
    endsAt?: Date;
    isSigned?: boolean;
  },
): Promise<string> {
  const endsAt = given.endsAt ?? new Date(Date.now() + 365 * 86_400_000);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO agreements (owner_id, kind, title, clauses, effective_on, expires_on, starts_at, ends_at)
     VALUES ($1, 'data-sharing', $2, $3, current_date - 30, greatest($4::timestamptz::date, current_date), now() - interval '30 days', $4)
     RETURNING id`,
    [given.ownerId, `Agreement ${unique()}`, given.clauses ?? ['shares-people'], endsAt],
  );
  const { id } = rows[0]!;
  await db.query(
    `INSERT INTO agreement_parties (agreement_id, organization_id, signed_by, signed_on)
     SELECT $1, each, CASE WHEN $3 THEN 'A. Signer' ELSE '' END, CASE WHEN $3 THEN current_date END
     FROM unnest($2::uuid[]) AS each`,
    [id, [given.ownerId, ...given.partyIds], given.isSigned ?? true],
  );
  return id;
}

/** A person whom the owner shows to another organization for a day, with all that a share stands on. */
export async function aShareTo(
  db: Client,
  { ownerId, organizationId, personId }: { ownerId: string; organizationId: string; personId?: string },
): Promise<string> {
  const agreementId = await anAgreement(db, { ownerId, partyIds: [organizationId] });
  const { rows } = await db.query<{ id: string }>(
    `WITH consent AS (
       INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'share', true, 'You may pass me on', 'en', 'petition', 'form') RETURNING id)
     INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at)
     SELECT $1, $3, $2, 'updates', id, $4, now() + interval '1 day' FROM consent RETURNING id`,
    [personId ?? (await aPerson(db, { ownerId })), organizationId, ownerId, agreementId],
  );
  return rows[0]!.id;
}

/** Participation rules that hold nobody back, as the API takes them. */
export const RULES = {
  may_lobby: true,
  needs_approval: 'never',
  approver_name: 'Captain Reyes',
  approver_email: 'reyes@partner.example',
  lead_days: 10,
  needs_final_copy: false,
  is_public_record: false,
  preapprovals: [],
};
