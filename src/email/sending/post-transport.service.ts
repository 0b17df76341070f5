import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { MailSettings } from '../../platform/mail/mail-settings.js';
import { MailTransport } from '../../platform/mail/transport.service.js';

/** Connections of the transactional lane's own: a bulk mailing that waits for its relay holds up no reset link. */
@Injectable()
export class PostTransport extends MailTransport {
  constructor(config: Config) {
    super(new MailSettings({ ...MailSettings.from(config), connections: 4 }));
  }
}
