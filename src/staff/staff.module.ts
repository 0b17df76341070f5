import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NetworkModule } from '../network/network.module.js';
import { AccessGuard } from './access.guard.js';
import { AccountMail } from './account-mail.service.js';
import { AccountController } from './account/account.controller.js';
import { OwnAccount } from './account/own-account.service.js';
import { Audit } from './audit.service.js';
import { Callers } from './callers.service.js';
import { Sessions } from './sessions.service.js';
import { LinkedSignIn } from './sign-in/linked-sign-in.service.js';
import { LinksController } from './sign-in/links.controller.js';
import { OneTimeLinks } from './sign-in/one-time-links.service.js';
import { Passwords } from './sign-in/passwords.service.js';
import { Rates } from './sign-in/rates.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SigningIn } from './sign-in/sign-in.service.js';
import { TwoFactor } from './sign-in/two-factor.service.js';

@Module({
  imports: [NetworkModule],
  controllers: [SignInController, LinksController, AccountController],
  providers: [
    AccountMail,
    Audit,
    Callers,
    LinkedSignIn,
    OneTimeLinks,
    OwnAccount,
    Passwords,
    Rates,
    Sessions,
    SigningIn,
    TwoFactor,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Audit, Sessions],
})
export class StaffModule {}
