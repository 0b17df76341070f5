import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Client } from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Robots } from '../../src/layout/robots.service.js';
import { localOf } from '../../src/platform/clock/local-time.js';
import { JsonLogger } from '../../src/platform/http/json-logger.js';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';
import { type TestApp } from './app.js';
import { type Answer, type Browser } from './browser.js';

let made = 0;

/** The product's services as the worker has them, but without its queue: a spec runs the jobs by hand. */
export function asOwner(app: TestApp): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.forRoot(app.config, 'owner'), {
    logger: new JsonLogger('error'),
  });
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A published rally with one shift a `starts`, each two hours long, unless told otherwise. */
export async function anEvent(
  db: Client,
  given: {
    ownerId: string;
    title?: string;
    timeZone?: string;
    state?: string;
    starts?: readonly Date[];
    capacity?: number | null;
    isAddressPublic?: boolean;
    isListed?: boolean;
  },
): Promise<{ id: string; slug: string; shiftIds: string[] }> {
  const slug = `rally-${process.pid}-${++made}`;
  const timeZone = given.timeZone ?? 'America/New_York';
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO events (owner_id, slug, state, kind, title, summary, time_zone, venue, address, is_address_public,
       private_details, is_listed)
     VALUES ($1, $2, $3, 'rally', $4, '{"en": "March with us"}', $5, 'City Hall Plaza', '1 City Hall Sq, Boston', $6,
       'Meet at the blue tent', $7) RETURNING id`,
    [
      given.ownerId,
      slug,
      given.state ?? 'published',
      { en: given.title ?? 'Rally for freedom' },
      timeZone,
      given.isAddressPublic ?? false,
      given.isListed ?? true,
    ],
  );
  const id = rows[0]!.id;
  const shiftIds = [];
  for (const start of given.starts ?? [new Date(Date.now() + 7 * DAY)])
    shiftIds.push(await aShift(db, { eventId: id, timeZone, start, capacity: given.capacity ?? null }));
  return { id, slug, shiftIds };
}

export async function aShift(
  db: Client,
  given: { eventId: string; timeZone: string; start: Date; capacity: number | null; hours?: number },
): Promise<string> {
  const start = new Date(Math.floor(given.start.getTime() / 60_000) * 60_000);
  const end = new Date(start.getTime() + (given.hours ?? 2) * HOUR);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO shifts (event_id, starts_local, ends_local, starts_at, ends_at, capacity)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [given.eventId, localOf(start, given.timeZone), localOf(end, given.timeZone), start, end, given.capacity],
  );
  return rows[0]!.id;
}

/** Sends the sign-up form as a person does who has read the page for ten seconds. */
export function signUp(
  app: TestApp,
  event: { slug: string; shiftIds: readonly string[] },
  fields: { email: string } & Record<string, string | string[]>,
  browser: Browser = app.visitor(),
): Promise<Answer> {
  const tenSecondsAgo = { now: () => new Date(Date.now() - 10_000) };
  return browser.submit(`/events/${event.slug}/registrations?lang=en`, {
    given_name: 'Ada',
    family_name: 'Marsh',
    shift_ids: [...event.shiftIds],
    guests: '0',
    stamp: new Robots(app.web.get(Tokens), tenSecondsAgo).stamp(),
    website: '',
    submission_key: `key-${++made}`,
    ...fields,
  });
}

export interface PostedMail {
  kind: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  calendar?: { method: string; ics: string };
}

/** The mail that one address has been posted, oldest first, as it waits in the transactional lane. */
export async function mailTo(db: Client, address: string): Promise<PostedMail[]> {
  const { rows } = await db.query<{
    kind: string;
    canonical_email: string;
    message: { content: PostedMail };
  }>(`SELECT kind, canonical_email, message FROM deliveries WHERE canonical_email = $1 ORDER BY id`, [
    address,
  ]);
  return rows.map(({ kind, canonical_email, message }) => ({
    ...message.content,
    kind,
    address: canonical_email,
  }));
}

/** The path of the signed link in a mail to somebody who signed up. */
export function ownPath({ text }: PostedMail): string {
  return /\/registrations\/[\w-]+/.exec(text)![0];
}
