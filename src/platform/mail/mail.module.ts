import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DnsRecords } from './dns-records.service.js';
import { MailSettings } from './mail-settings.js';
import { MailTransport } from './transport.service.js';

/** The way out for mail. Connections open at the first delivery, so a process that sends none has none. */
@Global()
@Module({
  providers: [
    { provide: MailSettings, useFactory: (config: Config) => MailSettings.from(config), inject: [Config] },
    DnsRecords,
    MailTransport,
  ],
  exports: [DnsRecords, MailTransport],
})
export class MailModule {}
