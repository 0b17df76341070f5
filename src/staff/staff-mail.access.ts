import { type EntityManager } from 'typeorm';
import { type MailContent } from '../layout/mail.js';

export interface StaffMessage {
  /** On whose behalf: decides the sender's name and address. */
  organizationId: string;
  to: { name: string; address: string };
  content: MailContent;
  /** What carries a link that signs somebody in is kept no longer than it takes to send it. */
  isSecret: boolean;
}

/** How accounts get their mail. A port: what sends mail stands right of staff/ in the row, and provides it. */
export abstract class StaffMail {
  /** Records the message in the caller's transaction, so that it exists exactly if the caller's change does. */
  abstract send(tx: EntityManager, message: StaffMessage): Promise<void>;

  /** After the commit: there is something to send. */
  abstract wake(): Promise<void>;
}
