import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';

/** How long what was sent can be taken back, where an organization said nothing. */
const UNDO_MINUTES = 10;
/** How many may get a mailing without a second person, where the network said nothing. */
const APPROVAL_OVER = 1_000;

/** What an organization set, and what holds for it: the network's limit is the most that it may allow itself. */
export interface SendingRules {
  /** 0 sends at once. */
  undoMinutes: number;
  /** The organization's own, or null for the network's. */
  ownApprovalOver: number | null;
  networkApprovalOver: number;
}

export const CAP_PASSES = ['nobody', 'network-urgent', 'urgent'] as const;
export type CapPasses = (typeof CAP_PASSES)[number];

/** What organizations see of each other's mailings: nothing, whose and when, or also how many subscribe to both. */
export const CALENDAR_VIEWS = ['own', 'times', 'overlaps'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** What holds for mail of everybody in the network. */
export interface NetworkRules {
  approvalOver: number;
  /** Bulk mails a person may get within `capDays` from all of the network; null for no cap. */
  capMails: number | null;
  capDays: number;
  capPasses: CapPasses;
  isToldOfSends: boolean;
  /** Whether chapters may keep relays of their own. */
  allowsOwnRelays: boolean;
  calendar: CalendarView;
}

/** The transaction's scope must hold the organization, or see all as the worker does. */
export async function findSendingRules(db: EntityManager, ownerId: string): Promise<SendingRules> {
  const found = await row<SendingRules>(
    db,
    `SELECT coalesce(s.undo_minutes, $2) AS "undoMinutes", s.approval_over AS "ownApprovalOver",
       coalesce(n.approval_over, $3) AS "networkApprovalOver"
     FROM (VALUES ($1::uuid)) AS o (id) LEFT JOIN sending_rules s ON s.owner_id = o.id LEFT JOIN network_rules n ON true`,
    [ownerId, UNDO_MINUTES, APPROVAL_OVER],
  );
  return found!;
}

export async function putSendingRules(
  db: EntityManager,
  ownerId: string,
  rules: Pick<SendingRules, 'undoMinutes' | 'ownApprovalOver'>,
  accountId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO sending_rules (owner_id, undo_minutes, approval_over, changed_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (owner_id) DO UPDATE SET undo_minutes = EXCLUDED.undo_minutes, approval_over = EXCLUDED.approval_over,
       changed_by = EXCLUDED.changed_by, changed_at = now()`,
    [ownerId, rules.undoMinutes, rules.ownApprovalOver, accountId],
  );
}

export async function findNetworkRules(db: EntityManager): Promise<NetworkRules> {
  const found = await row<NetworkRules>(
    db,
    `SELECT approval_over AS "approvalOver", cap_mails AS "capMails", cap_days AS "capDays", cap_passes AS "capPasses",
       is_told_of_sends AS "isToldOfSends", allows_own_relays AS "allowsOwnRelays", calendar FROM network_rules`,
  );
  return (
    found ?? {
      approvalOver: APPROVAL_OVER,
      capMails: null,
      capDays: 7,
      capPasses: 'nobody',
      isToldOfSends: false,
      allowsOwnRelays: false,
      calendar: 'own',
    }
  );
}

/** The transaction's scope must hold the network. */
export async function putNetworkRules(
  db: EntityManager,
  networkId: string,
  rules: NetworkRules,
  accountId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO network_rules (network_id, approval_over, cap_mails, cap_days, cap_passes, is_told_of_sends,
       allows_own_relays, calendar, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (network_id) DO UPDATE SET approval_over = EXCLUDED.approval_over, cap_mails = EXCLUDED.cap_mails,
       cap_days = EXCLUDED.cap_days, cap_passes = EXCLUDED.cap_passes, is_told_of_sends = EXCLUDED.is_told_of_sends,
       allows_own_relays = EXCLUDED.allows_own_relays, calendar = EXCLUDED.calendar,
       changed_by = EXCLUDED.changed_by, changed_at = now()`,
    [
      networkId,
      rules.approvalOver,
      rules.capMails,
      rules.capDays,
      rules.capPasses,
      rules.isToldOfSends,
      rules.allowsOwnRelays,
      rules.calendar,
      accountId,
    ],
  );
}
