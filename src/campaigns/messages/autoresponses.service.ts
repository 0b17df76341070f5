import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import {
  type Named,
  type OwnWords,
  problemsOf,
  wordsFor,
  type Words,
} from '../../email/compose/own-words.access.js';
import { type Language } from '../../layout/i18n.js';
import { type ActionKey, type ActionKind } from '../../partners/participation/participation.access.js';
import { Invalid } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { MESSAGE_STEPS, type MessageStep } from './action-mails.access.js';
import {
  type Autoresponse,
  deleteAutoresponse,
  findAutoresponses,
  upsertAutoresponse,
} from './autoresponses.sql.js';

export type { Autoresponse } from './autoresponses.sql.js';

/** Which of an action's mails, in which language. */
export interface MessageKey {
  step: MessageStep;
  language: Language;
}

/** An action and whose it is. */
export type OwnedAction = ActionKey & { ownerId: string };

/** What the organizer of one action wrote for its mails. */
export class ActionWords<Kind extends ActionKind> {
  constructor(private readonly kept: readonly Autoresponse[]) {}

  /** In the reader's language; undefined where nobody wrote any, for the built-in words. */
  to(reader: Named & { language: string }, step: MessageStep<Kind>): OwnWords | undefined {
    const found = this.kept.find((each) => each.step === step && each.language === reader.language);
    return found && wordsFor(found, reader);
  }
}

/**
 * The words of an action's own mails (EM-11). They go out in the transactional lane, which bulk mail never delays. What a
 * mail must do besides (see ActionMails) is not theirs to say.
 */
@Injectable()
export class Autoresponses {
  constructor(private readonly audit: Audit) {}

  /** For a feature that is about to mail. The scope must hold the action's owner. */
  async of<Kind extends ActionKind>(
    tx: EntityManager,
    key: { kind: Kind; id: string },
  ): Promise<ActionWords<Kind>> {
    return new ActionWords<Kind>(await findAutoresponses(tx, key));
  }

  /** As they are written. */
  written(tx: EntityManager, key: ActionKey): Promise<Autoresponse[]> {
    return findAutoresponses(tx, key);
  }

  /** @throws Invalid where the action sends no such mail, a merge tag does not exist or nothing is said. */
  async keep(
    tx: EntityManager,
    caller: Caller,
    action: OwnedAction,
    key: MessageKey,
    words: Words,
  ): Promise<void> {
    caller.requires('campaigns.write', action.ownerId);
    assertSendable(action.kind, key.step, words);
    await upsertAutoresponse(tx, action, action.ownerId, { ...key, ...words });
    await this.note(tx, caller, action, 'message.rewritten', key);
  }

  /** The built-in words are sent again. Done twice it changes nothing. */
  async revert(tx: EntityManager, caller: Caller, action: OwnedAction, key: MessageKey): Promise<void> {
    caller.requires('campaigns.write', action.ownerId);
    if (await deleteAutoresponse(tx, action, key))
      await this.note(tx, caller, action, 'message.reverted', key);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    { kind, id, ownerId }: OwnedAction,
    action: string,
    { step, language }: MessageKey,
  ): Promise<void> {
    const subject = { kind, id };
    return this.audit.append(tx, caller, {
      organizationId: ownerId,
      action,
      subject,
      detail: { step, language },
    });
  }
}

/** @throws Invalid, naming each thing that keeps these words from being this action's mail. */
export function assertSendable(kind: ActionKind, step: MessageStep, words: Words): void {
  if (!isStepOf(kind, step))
    throw new Invalid([{ param: 'step', message: 'This action sends no such mail.' }]);
  const problems = problemsOf(words);
  if (problems.length > 0) throw new Invalid(problems);
}

function isStepOf(kind: ActionKind, step: string): boolean {
  return (MESSAGE_STEPS[kind] as readonly string[]).includes(step);
}
