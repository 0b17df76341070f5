import { type EntityManager } from 'typeorm';
import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

const PARTNER = 'Harborlight Survivor Collective';
const TICKED = `Yes, CEASE Boston may give ${PARTNER} my name and email, for news that I can stop at any time.`;
/** So many of those who came by the partner's link ticked its box as well. */
const SHOWN = 14;

/** What one of Boston's partners agreed to, where it stands beside the chapter, and where it is asked to. */
export function partnershipRows(
  world: World,
  partnerOf: (name: string) => string,
  actions: Record<'petition' | 'event', string>,
): Batch[] {
  const [ownerId, partnerId] = [world.chapters.boston, partnerOf(PARTNER)];
  const [starts, ends] = [world.ago(60), world.ahead(305)];
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  const agreementId = idOf(starts);
  const named = { owner_id: ownerId, organization_id: partnerId, invited_by: world.accounts.organizer };
  return [
    {
      table: 'agreements',
      rows: [
        {
          id: agreementId,
          owner_id: ownerId,
          kind: 'data-sharing',
          title: 'People who tick both boxes',
          clauses: ['shares-people', 'shares-counts', 'no-onward-sharing', 'acknowledges-removals'],
          effective_on: day(starts),
          expires_on: day(ends),
          starts_at: starts,
          ends_at: ends,
          is_practice: true,
          created_by: world.accounts.chapterAdmin,
          created_at: starts,
        },
      ],
    },
    {
      table: 'agreement_parties',
      rows: [
        [ownerId, 'Marisol Quintero-Hale'],
        [partnerId, 'Odile Fairweather'],
      ].map(([organizationId, name]) => ({
        agreement_id: agreementId,
        organization_id: organizationId,
        signed_by: name,
        signed_on: day(starts),
      })),
    },
    {
      table: 'co_sponsors',
      rows: [
        {
          ...named,
          action_kind: 'petition',
          action_id: actions.petition,
          state: 'accepted',
          sharing: 'people',
          invited_at: world.ago(58),
          answered_by: 'Odile Fairweather',
          answered_at: world.ago(57),
          told_at: world.ago(58),
        },
        {
          ...named,
          action_kind: 'event',
          action_id: actions.event,
          state: 'invited',
          sharing: 'counts',
          invited_at: world.ago(2),
          answered_by: '',
          answered_at: null,
          told_at: world.ago(2),
        },
      ],
    },
  ];
}

/** Shows the partner some of those who signed by its link, on the word that stands beside its box. */
export async function showPeople(tx: EntityManager, world: World, petitionId: string): Promise<void> {
  await tx.query(
    `WITH agreed AS (
       SELECT DISTINCT ON (s.person_id) s.person_id, p.language, s.created_at FROM signatures s JOIN people p ON p.id = s.person_id
       WHERE s.petition_id = $1 AND s.source_code = 'harborlight' AND s.state = 'confirmed' AND NOT p.is_sealed
       ORDER BY s.person_id LIMIT $2),
     words AS (
       INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, source_id, method, at)
       SELECT a.person_id, c.organization_id, 'share', true, $3, 'en', 'petition', $1, 'confirmed', a.created_at
       FROM agreed a, co_sponsors c WHERE c.action_id = $1 RETURNING id, person_id, organization_id, at)
     INSERT INTO shares (person_id, from_id, to_id, purpose, consent_id, agreement_id, ends_at, created_at)
     SELECT w.person_id, $4, w.organization_id, 'updates', w.id, g.id, g.ends_at, w.at
     FROM words w, agreements g WHERE g.owner_id = $4`,
    [petitionId, SHOWN, TICKED, world.chapters.boston],
  );
}
