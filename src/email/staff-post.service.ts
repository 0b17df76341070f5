import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { StaffMail, type StaffMessage } from '../staff/staff-mail.access.js';
import { Post } from './post.service.js';

/** How staff/ reaches the post without knowing it: sign-in links, invitations, resets. */
@Injectable()
export class StaffPost extends StaffMail {
  constructor(private readonly post: Post) {
    super();
  }

  async send(tx: EntityManager, { organizationId, to, content, isSecret }: StaffMessage): Promise<void> {
    await this.post.send(tx, {
      ownerId: organizationId,
      to,
      kind: 'staff',
      language: 'en',
      content,
      isSecret,
    });
  }

  wake(): Promise<void> {
    return this.post.wake();
  }
}
