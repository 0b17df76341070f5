import { randomBytes } from 'node:crypto';
import { type Client } from 'pg';
import { insert, json } from '../../support/fixture-rows.js';
import { type Probe } from '../../support/probes.js';

/** Actions of the person's own organization, on which a trail is left. */
export interface Actions {
  ownerId: string;
  partnerId: string;
  petitionId: string;
  event: { id: string; slug: string; shiftIds: readonly string[] };
  letterCampaignId: string;
  mailingId: string;
  tagId: string;
}

export interface Trail {
  id: string;
  /** What hangs on the person, by the path parameter that would name it. */
  trail: Record<string, string>;
}

/** Somebody under seal who has taken part in everything there is. */
export const aSealedPerson = (db: Client, who: Omit<Probe, 'id'>, actions: Actions): Promise<Trail> =>
  aTrail(db, who, actions, true);

/** Somebody who has taken part in everything there is, put there as the product would have. */
export async function aTrail(
  db: Client,
  who: Omit<Probe, 'id'>,
  actions: Actions,
  isSealed = false,
): Promise<Trail> {
  const { ownerId } = actions;
  const owned = { owner_id: ownerId };
  const named = { given_name: who.givenName, family_name: who.familyName };
  const mailed = { email: who.email, canonical_email: who.email };
  const id = await insert(db, 'people', { ...owned, ...named, is_sealed: isSealed });
  const person = { person_id: id };
  await insert(db, 'person_emails', {
    ...person,
    ...owned,
    address: who.email,
    canonical: who.email,
    is_primary: true,
  });
  await insert(db, 'person_phones', { ...person, ...owned, e164: who.phone, is_primary: true });
  await insert(db, 'person_addresses', { ...person, line1: '7 Quill Lane', zip: '02139', is_primary: true });
  await db.query(`INSERT INTO person_tags (tag_id, person_id) VALUES ($1, $2)`, [actions.tagId, id]);
  await insert(db, 'person_notes', { ...person, body: `${who.givenName} prefers mornings` });
  const consent = { ...person, organization_id: ownerId, channel: 'email' };
  await insert(db, 'consents', {
    ...consent,
    is_given: true,
    text: 'Keep me posted',
    language: 'en',
    source_kind: 'petition',
    method: 'form',
  });
  await db.query(
    `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
    [id, ownerId],
  );
  await insert(db, 'partner_roles', {
    ...person,
    partner_id: actions.partnerId,
    role: 'leader',
    starts_on: '2026-01-01',
  });
  await insert(db, 'person_changes', {
    ...person,
    ...owned,
    field: 'given_name',
    after: json(who.givenName),
  });
  const signatureId = await insert(db, 'signatures', {
    ...person,
    ...owned,
    ...named,
    ...mailed,
    petition_id: actions.petitionId,
    version: 1,
    state: 'confirmed',
    comment: 'For all of us',
    is_public: true,
    language: 'en',
    share_code: randomBytes(6).toString('hex'),
    confirmed_at: new Date(),
  });
  const registrationId = await insert(db, 'registrations', {
    ...person,
    ...owned,
    ...named,
    ...mailed,
    event_id: actions.event.id,
    phone: who.phone,
  });
  const attendanceId = await insert(db, 'attendances', {
    ...owned,
    registration_id: registrationId,
    shift_id: actions.event.shiftIds[0],
    state: 'registered',
    seats: 1,
  });
  const letterId = await insert(db, 'letters', {
    ...person,
    ...owned,
    ...named,
    ...mailed,
    letter_campaign_id: actions.letterCampaignId,
    version: 1,
    state: 'confirmed',
    located_by: 'zip-point',
    subject: 'Please vote yes',
    body: 'Dear Senator',
    text_hash: randomBytes(32),
    verification_code: randomBytes(6).toString('hex'),
    language: 'en',
    confirmed_at: new Date(),
  });
  const deliveryId = await insert(db, 'deliveries', {
    ...person,
    ...owned,
    lane: 'bulk',
    kind: 'mailing',
    mailing_id: actions.mailingId,
    version: 1,
    canonical_email: who.email,
    address: who.email,
    name: who.givenName,
    state: 'sent',
    settled_at: new Date(),
  });
  const taskId = await insert(db, 'tasks', {
    ...person,
    ...owned,
    title: `Call ${who.givenName}`,
    subject_kind: 'person',
    subject_id: id,
    due_on: '2026-01-01',
  });
  await insert(db, 'tracking_events', { delivery_id: deliveryId, kind: 'click' });
  await insert(db, 'suppressions', {
    ...{ canonical_email: who.email, organization_id: ownerId, reason: 'unsubscribed' },
    delivery_id: deliveryId,
  });
  for (const did of ['signed', 'registered', 'wrote', 'was-mailed', 'clicked'])
    await insert(db, 'engagements', {
      ...person,
      ...owned,
      did,
      what_kind: 'petition',
      what_id: actions.petitionId,
    });
  // Who is named for them has looked at the record, and at what hangs on it.
  for (const [action, kind, subject] of [
    ['person.viewed', 'person', id],
    ['registration.checked-in', 'registration', registrationId],
    ['attendance.promoted', 'attendance', attendanceId],
  ])
    await db.query(`SELECT audit_append(NULL, 'A reader', $1, $2, $3, $4, '{}', NULL)`, [
      ownerId,
      action,
      kind,
      subject,
    ]);
  return {
    id,
    trail: {
      'registrations/:id': registrationId,
      'attendances/:id': attendanceId,
      'signatures/:id': signatureId,
      'letters/:id': letterId,
      'deliveries/:id': deliveryId,
      'tasks/:id': taskId,
    },
  };
}
