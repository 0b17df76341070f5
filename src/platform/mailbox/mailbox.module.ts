import { Module } from '@nestjs/common';
import { Mailbox } from './mailbox.service.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxServer } from './mailbox-server.js';

/** The built-in mailbox. Its SMTP server starts where the web process calls `MailboxServer.listen()`. */
@Module({
  controllers: [MailboxController],
  providers: [Mailbox, MailboxServer],
  exports: [Mailbox, MailboxServer],
})
export class MailboxModule {}
