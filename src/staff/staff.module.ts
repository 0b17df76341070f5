import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NetworkModule } from '../network/network.module.js';
import { AccessGuard } from './access.guard.js';
import { AccountMail } from './account-mail.service.js';
import { AccountController } from './account/account.controller.js';
import { OwnAccount } from './account/own-account.service.js';
import { ApiKeysApiController } from './api-keys/api-keys.api.controller.js';
import { ApiKeys } from './api-keys/api-keys.service.js';
import { Appointing } from './appointing.service.js';
import { Audit } from './audit.service.js';
import { AuditLogApiController } from './audit/audit-log.api.controller.js';
import { Exporting } from './audit/exporting.service.js';
import { AuditLog } from './audit/audit-log.service.js';
import { Callers } from './callers.service.js';
import { Colleagues } from './colleagues.service.js';
import { SessionState } from './session/session-state.service.js';
import { SessionApiController } from './session/session.api.controller.js';
import { Sessions } from './sessions.service.js';
import { LinkedSignIn } from './sign-in/linked-sign-in.service.js';
import { LinksController } from './sign-in/links.controller.js';
import { OneTimeLinks } from './sign-in/one-time-links.service.js';
import { Passwords } from './sign-in/passwords.service.js';
import { Rates } from './sign-in/rates.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SigningIn } from './sign-in/sign-in.service.js';
import { TwoFactor } from './sign-in/two-factor.service.js';
import { IdentityProvider } from './single-sign-on/identity-provider.service.js';
import { SingleSignOnController } from './single-sign-on/single-sign-on.controller.js';
import { SingleSignOn } from './single-sign-on/single-sign-on.service.js';
import { StaffWorker } from './staff.worker.js';
import { TeamApiController } from './team/team.api.controller.js';
import { Team } from './team/team.service.js';
import { TwoFactorRulesApiController } from './two-factor-rules/two-factor-rules.api.controller.js';
import { TwoFactorRules } from './two-factor-rules/two-factor-rules.service.js';

@Module({
  imports: [NetworkModule],
  controllers: [
    SignInController,
    LinksController,
    SingleSignOnController,
    AccountController,
    SessionApiController,
    TeamApiController,
    TwoFactorRulesApiController,
    ApiKeysApiController,
    AuditLogApiController,
  ],
  providers: [
    AccountMail,
    ApiKeys,
    Appointing,
    Audit,
    AuditLog,
    Callers,
    Colleagues,
    Exporting,
    IdentityProvider,
    LinkedSignIn,
    OneTimeLinks,
    OwnAccount,
    Passwords,
    Rates,
    SessionState,
    Sessions,
    SigningIn,
    SingleSignOn,
    StaffWorker,
    Team,
    TwoFactor,
    TwoFactorRules,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AccountMail, Appointing, Audit, Colleagues, Exporting, Passwords, Sessions, Team],
})
export class StaffModule {}
