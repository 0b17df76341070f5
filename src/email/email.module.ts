import { Global, Module } from '@nestjs/common';
import { EngagementModule } from '../engagement/engagement.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffMail } from '../staff/staff-mail.access.js';
import { StaffModule } from '../staff/staff.module.js';
import { TasksModule } from '../staff/tasks/tasks.module.js';
import { DeliverabilityApiController } from './deliverability/deliverability.api.controller.js';
import { MailCalendarApiController } from './calendar/calendar.api.controller.js';
import { MailCalendar } from './calendar/calendar.service.js';
import { Deliverability } from './deliverability/deliverability.service.js';
import { DomainWatch } from './domains/domain-watch.service.js';
import { Looking } from './domains/looking.service.js';
import { Preflight } from './domains/preflight.service.js';
import { SendingDomainsApiController } from './domains/sending-domains.api.controller.js';
import { SendingDomains } from './domains/sending-domains.service.js';
import { WarmUps } from './domains/warm-ups.service.js';
import { EmailWorker } from './email.worker.js';
import { Effects } from './inbound/effects.service.js';
import { Inlet } from './inbound/inlet.service.js';
import { InletServer } from './inbound/inlet-server.js';
import { Matching } from './inbound/matching.service.js';
import { Reading } from './inbound/reading.service.js';
import { Sns, SnsWeb } from './inbound/vendors/sns.service.js';
import { VendorEventsController } from './inbound/vendors/vendor-events.public.controller.js';
import { VendorInlet } from './inbound/vendors/vendor-inlet.service.js';
import { ApprovalsApiController } from './approvals/approvals.api.controller.js';
import { Approvals } from './approvals/approvals.service.js';
import { Asking } from './approvals/asking.service.js';
import { Telling } from './approvals/telling.service.js';
import { MailRelaysApiController } from './mail-relays/mail-relays.api.controller.js';
import { MailRelays } from './mail-relays/mail-relays.service.js';
import { MailRoutes } from './mail-relays/mail-routes.service.js';
import { RelayTrying } from './mail-relays/relay-trying.service.js';
import { RelayTransports } from './mail-relays/relay-transports.service.js';
import { Ways } from './mail-relays/ways.service.js';
import { Audiences } from './mailings/audiences.service.js';
import { Composing } from './mailings/composing.service.js';
import { DeliveryExport } from './mailings/delivery-export.service.js';
import { MailingActsApiController } from './mailings/mailing-acts.api.controller.js';
import { MailingActs } from './mailings/mailing-acts.service.js';
import { MailingsApiController } from './mailings/mailings.api.controller.js';
import { Mailings } from './mailings/mailings.service.js';
import { Preparing } from './mailings/preparing.service.js';
import { Reports } from './mailings/reports.service.js';
import { Sending } from './mailings/sending.service.js';
import { Showing } from './mailings/showing.service.js';
import { News } from './news.service.js';
import { Pace } from './pacing/pace.service.js';
import { Receivers } from './pacing/receivers.service.js';
import { ConfirmingSubscriptions } from './opt-in/confirming-subscriptions.service.js';
import { OptInController } from './opt-in/opt-in.public.controller.js';
import { ChoiceLinks } from './preferences/choice-links.service.js';
import { ChoicesController } from './preferences/choices.public.controller.js';
import { Choices } from './preferences/choices.service.js';
import { Deciding } from './preferences/deciding.service.js';
import { Outcomes } from './outcomes.service.js';
import { Post } from './post.service.js';
import { SendNotices } from './rules/send-notices.service.js';
import { SendingRulesApiController } from './rules/sending-rules.api.controller.js';
import { SendingRulesService } from './rules/sending-rules.service.js';
import { ResultsApiController } from './results/results.api.controller.js';
import { Results } from './results/results.service.js';
import { Relaying } from './relaying/relaying.service.js';
import { Aftermath } from './sending/aftermath.service.js';
import { Connection } from './sending/connection.service.js';
import { DeliveryLedger } from './sending/delivery-ledger.service.js';
import { MailingDesigns } from './sending/mailing-designs.service.js';
import { NewsSending } from './sending/news-sending.service.js';
import { OutgoingLetters } from './sending/outgoing.service.js';
import { Outlets } from './sending/outlets.service.js';
import { Posting } from './sending/posting.service.js';
import { PostTransport } from './sending/post-transport.service.js';
import { ReturnPaths } from './sending/return-paths.service.js';
import { Sweeping } from './sending/sweeping.service.js';
import { SplitTestsApiController } from './split-tests/split-tests.api.controller.js';
import { SplitTests } from './split-tests/split-tests.service.js';
import { TestDeciding } from './split-tests/test-deciding.service.js';
import { StaffPost } from './staff-post.service.js';
import { SunsetRulesApiController } from './sunset/sunset-rules.api.controller.js';
import { SunsetRules } from './sunset/sunset-rules.service.js';
import { Sunsetting } from './sunset/sunsetting.service.js';
import { SuppressionFile } from './suppressions/suppression-file.service.js';
import { SuppressionListing } from './suppressions/suppression-list.service.js';
import { SuppressionsApiController } from './suppressions/suppressions.api.controller.js';
import { Suppressions } from './suppressions/suppressions.service.js';
import { TemplatesApiController } from './templates/templates.api.controller.js';
import { Templates } from './templates/templates.service.js';
import { Judging } from './tracking/judging.service.js';
import { MailLinks } from './tracking/mail-links.service.js';
import { TrackingController } from './tracking/tracking.public.controller.js';
import { Tracking } from './tracking/tracking.service.js';
import { LeavingReasonsApiController } from './leaving-reasons/leaving-reasons.api.controller.js';
import { LeavingReasons } from './leaving-reasons/leaving-reasons.service.js';
import { LeavingController } from './unsubscribe/leaving.public.controller.js';
import { LeavingTopics } from './unsubscribe/leaving-topics.service.js';
import { Leaving } from './unsubscribe/leaving.service.js';

/** Global, because staff/ stands left of it and still gets its mail through the port that is provided here. */
@Global()
@Module({
  imports: [NetworkModule, StaffModule, PeopleModule, EngagementModule, TasksModule],
  controllers: [
    ApprovalsApiController,
    ChoicesController,
    DeliverabilityApiController,
    LeavingController,
    LeavingReasonsApiController,
    MailRelaysApiController,
    MailCalendarApiController,
    MailingActsApiController,
    MailingsApiController,
    ResultsApiController,
    OptInController,
    SendingDomainsApiController,
    SendingRulesApiController,
    SplitTestsApiController,
    SunsetRulesApiController,
    SuppressionsApiController,
    TemplatesApiController,
    TrackingController,
    VendorEventsController,
  ],
  providers: [
    Aftermath,
    Approvals,
    Asking,
    Audiences,
    ChoiceLinks,
    Choices,
    Deciding,
    Deliverability,
    DomainWatch,
    Composing,
    ConfirmingSubscriptions,
    Connection,
    DeliveryExport,
    DeliveryLedger,
    Effects,
    EmailWorker,
    Inlet,
    InletServer,
    Judging,
    Leaving,
    LeavingReasons,
    LeavingTopics,
    Looking,
    MailCalendar,
    MailLinks,
    MailRelays,
    MailRoutes,
    MailingActs,
    MailingDesigns,
    Mailings,
    Matching,
    News,
    NewsSending,
    OutgoingLetters,
    Pace,
    Outcomes,
    Outlets,
    Post,
    Posting,
    PostTransport,
    Preflight,
    Preparing,
    Reading,
    Receivers,
    RelayTransports,
    RelayTrying,
    Relaying,
    Reports,
    Results,
    ReturnPaths,
    SendingDomains,
    Sending,
    SendingRulesService,
    Showing,
    SendNotices,
    Sns,
    SnsWeb,
    SplitTests,
    SunsetRules,
    Sunsetting,
    SuppressionFile,
    SuppressionListing,
    Suppressions,
    Sweeping,
    Telling,
    Templates,
    TestDeciding,
    Tracking,
    VendorInlet,
    WarmUps,
    Ways,
    { provide: StaffMail, useClass: StaffPost },
  ],
  exports: [News, Outcomes, Post, Preparing, StaffMail, Suppressions, Templates],
})
export class EmailModule {}
