import { randomInt } from 'node:crypto';
import { type Role } from '../../staff/roles.access.js';
import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

/** One who can sign in to the sample, with the password that is told once, at the terminal. */
export interface SampleAccount {
  id: string;
  name: string;
  email: string;
  role: Role;
  organizationId: string;
  eventId: string | null;
  password: string;
  /** For the list at the terminal. */
  does: string;
}

/** One account of each kind that the sample has work for. */
export function inventAccounts(world: World, partnerId: string): SampleAccount[] {
  const { accounts, chapters, networkId } = world;
  const { boston, denver } = chapters;
  return [
    account(accounts.networkAdmin, 'Grace Adebayo', 'network-admin', networkId, 'Network admin'),
    account(accounts.chapterAdmin, 'Marisol Quintero-Hale', 'chapter-admin', boston, 'Chapter admin, Boston'),
    account(accounts.organizer, 'Tobias Lindgren-Shaw', 'organizer', boston, 'Organizer, Boston'),
    account(accounts.sender, 'Corwin Baptista', 'sender', denver, 'Sender of mailings, Denver'),
    account(accounts.partnerAdmin, 'Odile Fairweather', 'partner-admin', partnerId, 'Partner admin'),
    account(
      accounts.checkInHelper,
      'Jun Castellanos',
      'check-in-helper',
      boston,
      'Check-in helper of today’s event',
      world.todaysEventId,
    ),
  ];
}

function account(
  id: string,
  name: string,
  role: Role,
  organizationId: string,
  does: string,
  eventId: string | null = null,
): SampleAccount {
  const email = `${name.split(' ')[0]!.toLowerCase()}@example.org`;
  return { id, name, email, role, organizationId, eventId, does, password: newPassword() };
}

/** Without letters that are taken for each other, because it is read off a terminal: 12 of 30, 58 bits. */
function newPassword(): string {
  const letters = Array.from({ length: 12 }, () => 'abcdefghjkmnpqrstuvwxyz2345679'[randomInt(30)]).join('');
  return letters.replace(/(....)(?=.)/g, '$1-');
}

export function accountRows(
  world: World,
  accounts: readonly (SampleAccount & { passwordHash: string })[],
): Batch {
  return {
    table: 'accounts',
    rows: accounts.map(({ id, email, name, passwordHash }) => ({
      id,
      email,
      name,
      password_hash: passwordHash,
      state: 'active',
      is_practice: true,
      created_at: world.ago(88),
      updated_at: world.ago(88),
    })),
  };
}

export function grantRows(world: World, accounts: readonly SampleAccount[]): Batch {
  return {
    table: 'grants',
    rows: accounts.map(({ id, role, organizationId, eventId }) => ({
      id: idOf(world.ago(88)),
      account_id: id,
      role,
      organization_id: organizationId,
      event_id: eventId,
      granted_by: id === world.accounts.networkAdmin ? null : world.accounts.networkAdmin,
      created_at: world.ago(88),
    })),
  };
}
