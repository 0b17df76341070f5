import { type EntityManager } from 'typeorm';
import { type Localized } from '../../layout/i18n.js';
import { rows } from '../../platform/database/sql.js';

/** What hangs on a campaign, with the one number that says how far it is. */
export interface CampaignAction {
  kind: 'petition' | 'event' | 'letter';
  id: string;
  title: Localized;
  state: string;
  ownerName: string;
  count: number;
  goal: number | null;
}

type Owners = readonly string[] | null;

/** Of the organizations in question; null leaves it to row-level security. Each leans on its index by campaign_id. */
const OF_CAMPAIGN = `JOIN organizations o ON o.id = a.owner_id
  WHERE a.campaign_id = $2 AND ($1::uuid[] IS NULL OR a.owner_id = ANY ($1)) ORDER BY a.id DESC`;

/** Their own counts, and the deltas that no roll-up has taken in yet. */
export function findPetitionsOf(db: EntityManager, owners: Owners, id: string): Promise<CampaignAction[]> {
  return rows(
    db,
    `SELECT 'petition' AS kind, a.id, a.title, a.state, o.public_name AS "ownerName", a.goal,
       (a.confirmed_count + coalesce((SELECT sum(d.n) FROM petition_deltas d WHERE d.petition_id = a.id), 0))::int AS count
     FROM petitions a ${OF_CAMPAIGN}`,
    [owners, id],
  );
}

export function findEventsOf(db: EntityManager, owners: Owners, id: string): Promise<CampaignAction[]> {
  return rows(
    db,
    `SELECT 'event' AS kind, a.id, a.title, a.state, o.public_name AS "ownerName", NULL AS goal,
       (SELECT coalesce(sum(s.taken), 0)::int FROM shifts s WHERE s.event_id = a.id) AS count
     FROM events a ${OF_CAMPAIGN}`,
    [owners, id],
  );
}

export function findLettersOf(db: EntityManager, owners: Owners, id: string): Promise<CampaignAction[]> {
  return rows(
    db,
    `SELECT 'letter' AS kind, a.id, a.title, a.state, o.public_name AS "ownerName", NULL AS goal,
       (SELECT count(*)::int FROM letters l WHERE l.letter_campaign_id = a.id AND l.state = 'confirmed') AS count
     FROM letter_campaigns a ${OF_CAMPAIGN}`,
    [owners, id],
  );
}
