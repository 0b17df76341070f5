import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { affected, row } from '../../platform/database/sql.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { SAFE_WORDS } from '../people-secrets.access.js';
import { People } from '../people.service.js';
import { type SafeContactForm } from './safety.forms.js';
import { type SafeContactAnswer } from './safety.resources.js';

interface Stored extends Omit<SafeContactForm, 'safe_words' | 'may_know'> {
  safe_words_sealed: Buffer | null;
  may_know_sealed: Buffer | null;
  agreed_on: string;
  is_overdue: boolean;
}

/**
 * How somebody said that it is safe to reach them (techsafety.org, Safe Contact Methods: "never contact a survivor in a way
 * that the survivor has not specifically indicated is safe"). Everybody may have one: that it is there says nothing about
 * anybody. Every send asks it, when a message is claimed and when it is handed over (email/sending/eligibility.sql.ts).
 */
@Injectable()
export class SafeContacts {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly tokens: Tokens,
    private readonly audit: Audit,
  ) {}

  /** Decrypts what is encrypted, so looking is written to the audit log. */
  read(caller: Caller, personId: string): Promise<SafeContactAnswer> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const { owner_id: ownerId } = await this.people.show(tx, caller, personId);
      caller.requires('people.write', ownerId);
      const found = await find(tx, personId);
      if (!found) return { safe_contact: null };
      await this.note(tx, caller, 'safe-contact.viewed', ownerId, personId);
      const { safe_words_sealed: words, may_know_sealed: mayKnow, ...open } = found;
      return { safe_contact: { ...open, safe_words: this.open(words), may_know: this.open(mayKnow) } };
    });
  }

  /** Keeps what was agreed today. @throws Invalid where they would not be asked again within a year. */
  async keep(caller: Caller, personId: string, form: SafeContactForm): Promise<SafeContactAnswer> {
    await this.people.writing(caller, personId, async (tx, person) => {
      const isWithinYear = await row<{ ok: boolean }>(
        tx,
        `SELECT $1::date > current_date AND $1::date <= current_date + 366 AS ok`,
        [form.recheck_on],
      );
      if (!isWithinYear!.ok)
        throw new Invalid([
          { param: 'recheck_on', message: 'Ask again within a year: what is safe changes.' },
        ]);
      await tx.query(
        `INSERT INTO safe_contacts (person_id, owner_id, email, sms, phone, from_time, until_time, time_zone, is_neutral,
           neutral_name, neutral_subject, safe_words_sealed, may_know_sealed, agreed_on, recheck_on, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, current_date, $14, $15)
         ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, sms = excluded.sms, phone = excluded.phone,
           from_time = excluded.from_time, until_time = excluded.until_time, time_zone = excluded.time_zone,
           is_neutral = excluded.is_neutral, neutral_name = excluded.neutral_name,
           neutral_subject = excluded.neutral_subject, safe_words_sealed = excluded.safe_words_sealed,
           may_know_sealed = excluded.may_know_sealed, agreed_on = excluded.agreed_on, recheck_on = excluded.recheck_on,
           changed_by = excluded.changed_by, changed_at = now()`,
        [
          personId,
          person.owner_id,
          form.email,
          form.sms,
          form.phone,
          form.from_time || null,
          (form.from_time && form.until_time) || null,
          form.time_zone,
          form.is_neutral,
          form.neutral_name,
          form.neutral_subject,
          this.seal(form.safe_words),
          this.seal(form.may_know),
          form.recheck_on,
          caller.accountId,
        ],
      );
      await this.note(tx, caller, 'safe-contact.changed', person.owner_id, personId);
    });
    return this.read(caller, personId);
  }

  /** From now on nothing special is agreed, and every channel is as for everybody. */
  async remove(caller: Caller, personId: string): Promise<void> {
    await this.people.writing(caller, personId, async (tx, person) => {
      const removed = await affected(tx, `DELETE FROM safe_contacts WHERE person_id = $1`, [personId]);
      if (removed === 0) throw new NotFound();
      await this.note(tx, caller, 'safe-contact.removed', person.owner_id, personId);
    });
  }

  private seal(text: string): Buffer | null {
    return text === '' ? null : this.tokens.encrypt(SAFE_WORDS.purpose, text);
  }

  private open(bytes: Buffer | null): string {
    return bytes === null ? '' : this.tokens.decrypt(SAFE_WORDS.purpose, bytes);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'person', id } });
  }
}

function find(db: EntityManager, personId: string): Promise<Stored | undefined> {
  return row(
    db,
    `SELECT email, sms, phone, to_char(from_time, 'HH24:MI') AS from_time, to_char(until_time, 'HH24:MI') AS until_time,
       time_zone, is_neutral, neutral_name, neutral_subject, safe_words_sealed, may_know_sealed,
       agreed_on::text AS agreed_on, recheck_on::text AS recheck_on, recheck_on <= current_date AS is_overdue
     FROM safe_contacts WHERE person_id = $1`,
    [personId],
  );
}
