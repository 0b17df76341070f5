import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type ActionMails, type MessageStep } from '../../campaigns/messages/action-mails.access.js';
import { documentOf, type Named, type OwnWords, type Words } from '../../email/compose/own-words.access.js';
import { type Language, type Localized, localized } from '../../layout/i18n.js';
import { type MailContent } from '../../layout/mail.js';
import { Chapters } from '../../network/chapters.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type Event, type Shift } from '../event.entity.js';
import { findEvent } from '../events.sql.js';
import { findShifts } from '../shifts.sql.js';
import { type Registration } from './attendance.entity.js';
import { type Place, registrationMail } from './registrations.emails.js';
import { registrationMessages } from './registrations.messages.js';

/** Of nothing that exists. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** The mails of an event as those see them who write their words. */
@Injectable()
export class EventMails implements ActionMails<'event'> {
  constructor(
    private readonly chapters: Chapters,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async builtIn(
    tx: EntityManager,
    id: string,
    step: MessageStep<'event'>,
    language: Language,
  ): Promise<Words> {
    return builtInWords(step, language, (await findEvent(tx, id))!); // whoever asks has found it already
  }

  /** To somebody with a place in the first shift. Without the calendar file: a try would stand in a real calendar. */
  async sample(
    tx: EntityManager,
    id: string,
    step: MessageStep<'event'>,
    language: Language,
    reader: Named,
    own: OwnWords,
  ): Promise<MailContent> {
    const event = (await findEvent(tx, id))!;
    const [shift] = await findShifts(tx, id);
    const url = `${this.config.origin}/events/${event.slug}?lang=${language}`;
    const { subject, html, text } = registrationMail(
      step,
      {
        host: await this.chapters.host(tx, event.ownerId),
        event,
        registration: sampleRegistration(event, language, reader),
        places: shift ? [samplePlace(event, shift)] : [],
        eventUrl: url,
        ownUrl: url,
        domain: new URL(this.config.origin).hostname,
        now: this.clock.now(),
      },
      own,
    );
    return { subject, html, text };
  }
}

function sampleRegistration({ id, ownerId }: Event, language: Language, reader: Named): Registration {
  return {
    id: NO_ID,
    eventId: id,
    ownerId,
    personId: null,
    ...reader,
    email: null,
    phone: null,
    zip: '',
    guests: 0,
    accessNeeds: '',
    language,
    partnerWords: [],
    areWordsPending: false,
    isWalkIn: false,
    isPractice: false,
  };
}

function samplePlace({ ownerId }: Event, shift: Shift): Place {
  return {
    id: NO_ID,
    registrationId: NO_ID,
    shiftId: shift.id,
    ownerId,
    state: 'registered',
    seats: 1,
    offerExpiresAt: null,
    checkedInAt: null,
    cancelledAt: null,
    calendarSequence: 0,
    shift,
    waitingPosition: null,
  };
}

/** What these mails open with where nobody wrote other words. */
function builtInWords(step: MessageStep<'event'>, language: Language, event: { title: Localized }): Words {
  const t = registrationMessages[language];
  const title = localized(event.title, language);
  const [subject, lead] = {
    receipt: [t.receiptSubject(title), t.receiptLead] as const,
    reminder: [t.reminderSubject(title), t.reminderLead] as const,
    today: [t.todaySubject(title), t.todayLead] as const,
  }[step];
  return { subject, body: documentOf(`${t.hello('{{given_name}}')}\n${lead}`) };
}
