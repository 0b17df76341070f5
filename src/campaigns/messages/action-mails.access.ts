import { type EntityManager } from 'typeorm';
import { type Named, type OwnWords, type Words } from '../../email/compose/own-words.access.js';
import { type Language } from '../../layout/i18n.js';
import { type MailContent } from '../../layout/mail.js';
import { type ActionKind } from '../../partners/participation/participation.access.js';

/** The mails of an action whose words its organizer may choose. A CHECK of `autoresponses` holds the same list. */
export const MESSAGE_STEPS = {
  petition: ['confirmation', 'already-signed', 'thanks'],
  event: ['receipt', 'reminder', 'today'],
  letter: ['confirmation', 'receipt'],
} as const satisfies Record<ActionKind, readonly string[]>;

export type MessageStep<Kind extends ActionKind = ActionKind> = (typeof MESSAGE_STEPS)[Kind][number];

/**
 * What a feature knows of its own mails. Own words stand in place of the subject and the opening alone: the button, what
 * was signed, places and times, the calendar file and the way out are the feature's, and nobody can write them away.
 */
export interface ActionMails<Kind extends ActionKind> {
  /** What it says where nobody wrote other words, with merge tags for what differs between readers. */
  builtIn(tx: EntityManager, id: string, step: MessageStep<Kind>, language: Language): Promise<Words>;

  /** The whole mail to a reader who does not exist, by the very function that mails readers. Its links act on nothing. */
  sample(
    tx: EntityManager,
    id: string,
    step: MessageStep<Kind>,
    language: Language,
    reader: Named,
    own: OwnWords,
  ): Promise<MailContent>;
}
