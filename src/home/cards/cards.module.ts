import { Global, Module } from '@nestjs/common';
import { MailCards } from '../../email/compose/mail-cards.access.js';
import { ActionCards } from './action-cards.service.js';

/** Global, because email/ stands left of it and still gets its cards through the port that is provided here. */
@Global()
@Module({ providers: [{ provide: MailCards, useClass: ActionCards }], exports: [MailCards] })
export class CardsModule {}
