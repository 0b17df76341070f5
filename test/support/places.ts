import { type Client } from 'pg';
import { type FixtureContext } from './fixture-rows.js';
import { FIXTURES } from './fixtures.js';
import { aChapter, aNetwork, aPartnerOrganization } from './people.js';

/** In everything private that a fixture makes for others: whoever sees it has seen a row that is not theirs. */
export const CANARY = 'Canaryqx7';

/** The ids for a path's parameters, in order. */
export async function parametersFor(
  context: Omit<FixtureContext, 'parents'>,
  parameters: readonly string[],
): Promise<string[]> {
  const parents: string[] = [];
  for (const parameter of parameters) parents.push(await FIXTURES[parameter]!.make({ ...context, parents }));
  return parents;
}

export interface Places {
  networkId: string;
  /** The chapter of the callers; it grants the network its work. */
  home: string;
  /** A chapter that is none of the callers' business, the network's neither. */
  foreign: string;
  partner: string;
}

export async function aPopulatedNetwork(db: Client): Promise<Places> {
  const networkId = await aNetwork(db);
  const home = await aChapter(db, { networkId, grantsNetwork: true });
  const foreign = await aChapter(db, { networkId });
  const partner = await aPartnerOrganization(db);
  return { networkId, home, foreign, partner };
}

const relay = {
  name: 'Newsletters',
  host: 'smtp.example.org',
  port: 587,
  tls: 'starttls',
  username: '',
  per_minute: null,
  connections: 2,
  is_warming: false,
};

/** Bodies that get past the form, where an empty one would be refused before anything is looked up. */
export const BODIES: Record<string, (places: Places) => object> = {
  'POST /api/v1/staff/:id/grants': ({ home }) => ({ role: 'sender', organization_id: home }),
  'PUT /api/v1/two-factor-rules/:id': () => ({ roles: [] }),
  'PUT /api/v1/sending-rules/:id': () => ({ undo_minutes: 10, approval_over: null }),
  'PUT /api/v1/sunset-rules/:id': () => ({ is_on: false, months: 12, wait_days: 30, templates: {} }),
  'PUT /api/v1/mail-routes/:id': () => ({ bulk: 'network', transactional: 'network' }),
  'PUT /api/v1/mail-relays/:id': () => relay,
  'POST /api/v1/mail-relays': ({ home }) => ({ ...relay, organization_id: home }),
  'POST /api/v1/mailings/:id/approval/decision': ({ home }) => ({
    approval_id: home,
    is_approved: true,
    note: '',
  }),
  'PUT /api/v1/network/sending-rules': () => ({
    approval_over: 1000,
    cap_mails: null,
    cap_days: 7,
    cap_passes: 'nobody',
    is_told_of_sends: false,
    allows_own_relays: false,
    calendar: 'own',
  }),
  'PUT /api/v1/mailings/:id/split-test': () => ({
    sample_percent: 20,
    metric: 'clicks',
    wait_hours: 4,
    most_leaving_percent: 2,
    variants: [{ subject: 'Another', from_name: null, body: null }],
  }),
  'POST /api/v1/mailings/:id/split-test/winner': () => ({ variant: 'A' }),
  'PUT /api/v1/chapters/:id/team': () => ({ members: [] }),
  'PUT /api/v1/agreements/:id/signatures/:organizationId': () => ({
    signed_by: 'A. Signer',
    signed_on: '2026-01-01',
  }),
  'POST /api/v1/agreements/:id/ending': () => ({ reason: 'Over' }),
  'POST /api/v1/removal-notices/:id/acknowledgement': () => ({ words: 'A. Contact, by telephone' }),
  'POST /api/v1/co-sponsors/:id/acceptance': () => ({ answered_by: 'Somebody' }),
  'POST /api/v1/co-sponsors/:id/refusal': () => ({ answered_by: 'Somebody' }),
  'POST /api/v1/co-sponsors/:id/leaving': () => ({ answered_by: 'Somebody' }),
  'PUT /api/v1/partners/:id/profile/listing': () => ({ is_consented: true }),
  'POST /api/v1/commitments/:id/own-answer': () => ({ answer: 'agreed' }),
  'PUT /api/v1/partners/:id/participation-rules': () => ({
    may_lobby: true,
    needs_approval: 'never',
    approver_name: '',
    approver_email: '',
    lead_days: 7,
    needs_final_copy: false,
    is_public_record: false,
    preapprovals: [],
  }),
  'POST /api/v1/people/:id/stories': () => ({
    ...{ title: 'A speech', scope: ['speaking'], audiences: ['public'], channels: ['event'], body: 'Words' },
    ...{ language: 'en', attribution: '', risk_checked_on: '2026-01-01', given_by: 'Herself' },
    ...{ starts_on: '2026-01-01', ends_on: '2028-12-31' },
  }),
  'POST /api/v1/stories/:id/uses': () => ({ kind: 'outside', place: 'A newspaper' }),
  'PUT /api/v1/people/:id/volunteering': () => ({ skills: [], languages: [], availability: [] }),
  'PUT /api/v1/people/:id/trainings/:trainingId': () => ({ done_on: '2026-01-01' }),
  'POST /api/v1/people/:id/official-ties': () => ({
    official_id: '00000000-0000-7000-8000-000000000000',
    kind: 'friend',
    strength: 3,
    said_by: 'Somebody',
  }),
  'POST /api/v1/partners/:id/notes': () => ({ body: 'A note' }),
  'POST /api/v1/partners/:id/source-codes': ({ home }) => ({ action_kind: 'petition', action_id: home }),
};
