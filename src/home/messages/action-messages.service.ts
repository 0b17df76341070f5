import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type ActionMails,
  MESSAGE_STEPS,
  type MessageStep,
} from '../../campaigns/messages/action-mails.access.js';
import {
  assertSendable,
  type Autoresponse,
  Autoresponses,
  type OwnedAction,
} from '../../campaigns/messages/autoresponses.service.js';
import { type Named, wordsFor } from '../../email/compose/own-words.access.js';
import { Post } from '../../email/post.service.js';
import { EventMails } from '../../events/registrations/event-mails.service.js';
import { LANGUAGES } from '../../layout/i18n.js';
import { type MailContent } from '../../layout/mail.js';
import { LetterMails } from '../../outreach/letters/letter-mails.service.js';
import { type ActionQuery, READS_ACTION } from '../../partners/participation/action-query.access.js';
import { type ActionKind } from '../../partners/participation/participation.access.js';
import { Participation } from '../../partners/participation/participation.service.js';
import { PetitionMails } from '../../petitions/petition-mails.service.js';
import { Limit } from '../../platform/http/limits.js';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type ActionMessageForm, type ActionMessageQuery } from './action-messages.forms.js';
import {
  type ActionMessageList,
  type ActionMessagePreview,
  type ActionMessageResource,
} from './action-messages.resources.js';

/** Twenty at once, then ten a minute: a test is read by a person. */
const TESTS = new Limit(20, 10);

/** The mails of petitions, events and letters (EM-11): what each says, in whose words, and how it looks. */
@Injectable()
export class ActionMessages {
  private readonly mails: Record<ActionKind, ActionMails<ActionKind>>;

  constructor(
    private readonly database: Database,
    private readonly participation: Participation,
    private readonly autoresponses: Autoresponses,
    private readonly post: Post,
    petition: PetitionMails,
    event: EventMails,
    letter: LetterMails,
  ) {
    // Which steps an action has is asked before any of them is called.
    this.mails = { petition, event, letter };
  }

  /** @throws NotFound for an action that the caller does not work on. */
  list(caller: Caller, query: ActionQuery): Promise<ActionMessageList> {
    return this.about(caller, query, (tx, action) => this.show(tx, action));
  }

  /** @throws Invalid as Autoresponses.keep does. */
  rewrite(caller: Caller, form: ActionMessageForm): Promise<ActionMessageList> {
    return this.about(caller, form, async (tx, action) => {
      const { step, language, subject, body } = form;
      await this.autoresponses.keep(tx, caller, action, { step, language }, { subject, body });
      return this.show(tx, action);
    });
  }

  revert(caller: Caller, query: ActionMessageQuery): Promise<ActionMessageList> {
    return this.about(caller, query, async (tx, action) => {
      await this.autoresponses.revert(tx, caller, action, query);
      return this.show(tx, action);
    });
  }

  /** As the caller would get it. @throws Invalid for words that could not be kept. */
  preview(caller: Caller, form: ActionMessageForm): Promise<ActionMessagePreview> {
    return this.about(caller, form, async (tx, action) => {
      const { subject, html, text } = await this.sample(tx, caller, action, form);
      return { subject, html, text };
    });
  }

  /** Sends the caller what `preview` shows. */
  async test(caller: Caller, form: ActionMessageForm): Promise<void> {
    TESTS.take(caller.accountId);
    await this.about(caller, form, async (tx, action) => {
      caller.requires('campaigns.write', action.ownerId);
      const content = await this.sample(tx, caller, action, form);
      await this.post.send(tx, {
        ownerId: action.ownerId,
        to: { name: caller.name, address: caller.email },
        kind: 'message-test',
        language: form.language,
        content: { ...content, subject: `[Test] ${content.subject}` },
      });
    });
    await this.post.wake();
  }

  private about<Result>(
    caller: Caller,
    { action_kind: kind, action_id: id }: ActionQuery,
    work: (tx: EntityManager, action: OwnedAction) => Promise<Result>,
  ): Promise<Result> {
    return this.database.as(caller.scope(READS_ACTION[kind]), async (tx) => {
      const { ownerId } = await this.participation.action(tx, caller, { kind, id });
      return work(tx, { kind, id, ownerId });
    });
  }

  private sample(
    tx: EntityManager,
    caller: Caller,
    { kind, id }: OwnedAction,
    { step, language, ...words }: ActionMessageForm,
  ): Promise<MailContent> {
    assertSendable(kind, step, words);
    const reader = named(caller.name);
    return this.mails[kind].sample(tx, id, step, language, reader, wordsFor(words, reader));
  }

  private async show(tx: EntityManager, action: OwnedAction): Promise<ActionMessageList> {
    const own = await this.autoresponses.written(tx, action);
    const data: ActionMessageResource[] = [];
    for (const step of MESSAGE_STEPS[action.kind])
      for (const language of LANGUAGES) {
        const found = own.find((each) => each.step === step && each.language === language);
        data.push({ step, language, ...(await this.words(tx, action, step, language, found)) });
      }
    return { data };
  }

  private async words(
    tx: EntityManager,
    { kind, id }: OwnedAction,
    step: MessageStep,
    language: ActionMessageResource['language'],
    found: Autoresponse | undefined,
  ): Promise<Omit<ActionMessageResource, 'step' | 'language'>> {
    const { subject, body } = found ?? (await this.mails[kind].builtIn(tx, id, step, language));
    return {
      is_own: found !== undefined,
      subject,
      body: body as Record<string, unknown>,
      changed_at: found?.changedAt.toISOString() ?? null,
    };
  }
}

function named(name: string): Named {
  const [givenName = '', ...family] = name.split(' ');
  return { givenName, familyName: family.join(' ') };
}
