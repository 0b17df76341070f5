import { RelayedMailings1763700041610 } from './1763700041610-relayed-mailings.js';
import { Ground1763700000000 } from './1763700000000-ground.js';
import { Network1763700001000 } from './1763700001000-network.js';
import { Staff1763700002000 } from './1763700002000-staff.js';
import { Geography1763700003000 } from './1763700003000-geography.js';
import { People1763700004000 } from './1763700004000-people.js';
import { Engagement1763700005000 } from './1763700005000-engagement.js';
import { Email1763700006000 } from './1763700006000-email.js';
import { Partners1763700007000 } from './1763700007000-partners.js';
import { Campaigns1763700008000 } from './1763700008000-campaigns.js';
import { Events1763700009000 } from './1763700009000-events.js';
import { Petitions1763700010000 } from './1763700010000-petitions.js';
import { Outreach1763700011000 } from './1763700011000-outreach.js';
import { Mailbox1763700012000 } from './1763700012000-mailbox.js';
import { Ownership1763700020001 } from './1763700020001-ownership.js';
import { SendingDomains1763700020010 } from './1763700020010-sending-domains.js';
import { LettersOnce1763700020011 } from './1763700020011-letters-once.js';
import { PeopleSearch1763700020020 } from './1763700020020-people-search.js';
import { Letters1763700020030 } from './1763700020030-letters.js';
import { SharedIsReadOnly1763700020041 } from './1763700020041-shared-is-read-only.js';
import { Practice1763700020050 } from './1763700020050-practice.js';
import { HotPaths1763700020060 } from './1763700020060-hot-paths.js';
import { PeopleDepth1763700030000 } from './1763700030000-people-depth.js';
import { Segments1763700030100 } from './1763700030100-segments.js';
import { AudienceTrees1763700030101 } from './1763700030101-audience-trees.js';
import { SegmentIndexes1763700030102 } from './1763700030102-segment-indexes.js';
import { ListedPeople1763700030103 } from './1763700030103-listed-people.js';
import { CampaignPages1763700030200 } from './1763700030200-campaign-pages.js';
import { Credit1763700030210 } from './1763700030210-credit.js';
import { TouchesOfSignatures1763700030211 } from './1763700030211-touches-of-signatures.js';
import { Commitments1763700030220 } from './1763700030220-commitments.js';
import { News1763700030300 } from './1763700030300-news.js';
import { Journeys1763700030310 } from './1763700030310-journeys.js';
import { Preferences1763700030320 } from './1763700030320-preferences.js';
import { Safety1763700030330 } from './1763700030330-safety.js';
import { Geocoding1763700030400 } from './1763700030400-geocoding.js';
import { ChangesByItem1763700030500 } from './1763700030500-changes-by-item.js';
import { Merging1763700030510 } from './1763700030510-merging.js';
import { Files1763700030700 } from './1763700030700-files.js';
import { PartnerLogos1763700030701 } from './1763700030701-partner-logos.js';
import { Agreements1763700030710 } from './1763700030710-agreements.js';
import { Participation1763700030720 } from './1763700030720-participation.js';
import { RemovalNotices1763700030730 } from './1763700030730-removal-notices.js';
import { ManyEngagements1763700030801 } from './1763700030801-many-engagements.js';
import { Identities1763700030802 } from './1763700030802-identities.js';
import { TwoFactorRules1763700030803 } from './1763700030803-two-factor-rules.js';
import { Imports1763700030850 } from './1763700030850-imports.js';
import { ExternalIdsOfBatches1763700030860 } from './1763700030860-external-ids-of-batches.js';
import { Erasure1763700030900 } from './1763700030900-erasure.js';
import { AuditOfTheSealed1763700030901 } from './1763700030901-audit-of-the-sealed.js';
import { SecretKeys1763700031300 } from './1763700031300-secret-keys.js';
import { SearchInBounds1763700031700 } from './1763700031700-search-in-bounds.js';
import { PartnersThemselves1763700031020 } from './1763700031020-partners-themselves.js';
import { Invitations1763700031010 } from './1763700031010-invitations.js';
import { ActionsOfEveryKind1763700031001 } from './1763700031001-actions-of-every-kind.js';
import { WordsOfRegistrations1763700031000 } from './1763700031000-words-of-registrations.js';
import { Meetings1763700031100 } from './1763700031100-meetings.js';
import { LastActions1763700031701 } from './1763700031701-last-actions.js';
import { Tasks1763700031200 } from './1763700031200-tasks.js';
import { SealedFields1763700031310 } from './1763700031310-sealed-fields.js';
import { SearchByOrganization1763700031702 } from './1763700031702-search-by-organization.js';
import { Topics1763700031400 } from './1763700031400-topics.js';
import { MailNotices1763700031600 } from './1763700031600-mail-notices.js';
import { Stories1763700031320 } from './1763700031320-stories.js';
import { Decisions1763700031110 } from './1763700031110-decisions.js';
import { LeavingReasons1763700031410 } from './1763700031410-leaving-reasons.js';
import { Volunteering1763700031201 } from './1763700031201-volunteering.js';
import { AffiliationsOfImports1763700031500 } from './1763700031500-affiliations-of-imports.js';
import { Retention1763700031430 } from './1763700031430-retention.js';
import { WorkingGroups1763700031120 } from './1763700031120-working-groups.js';
import { OfficialTies1763700031703 } from './1763700031703-official-ties.js';
import { FrozenWords1763700031704 } from './1763700031704-frozen-words.js';
import { SegmentPlans1763700035000 } from './1763700035000-segment-plans.js';
import { CampaignKits1763700032000 } from './1763700032000-campaign-kits.js';
import { SendingRules1763700036000 } from './1763700036000-sending-rules.js';
import { SendingRates1763700038000 } from './1763700038000-sending-rates.js';
import { BrokenRelays1763700038001 } from './1763700038001-broken-relays.js';
import { OptIn1763700033000 } from './1763700033000-opt-in.js';
import { SplitTests1763700039000 } from './1763700039000-split-tests.js';
import { RelayAddresses1763700034000 } from './1763700034000-relay-addresses.js';
import { SegmentTies1763700032001 } from './1763700032001-segment-ties.js';
import { EventHelpers1763700040000 } from './1763700040000-event-helpers.js';
import { SearchForWords1763700035010 } from './1763700035010-search-for-words.js';
import { WarmUps1763700038002 } from './1763700038002-warm-ups.js';
import { Approvals1763700036010 } from './1763700036010-approvals.js';
import { MailCap1763700036020 } from './1763700036020-mail-cap.js';
import { MailingTranslations1763700041100 } from './1763700041100-mailing-translations.js';
import { TroubledMail1763700041600 } from './1763700041600-troubled-mail.js';
import { DomainFindings1763700041300 } from './1763700041300-domain-findings.js';
import { Autoresponses1763700041000 } from './1763700041000-autoresponses.js';
import { SenderDeaths1763700041400 } from './1763700041400-sender-deaths.js';
import { MailRelays1763700041500 } from './1763700041500-mail-relays.js';
import { MailCalendar1763700041200 } from './1763700041200-mail-calendar.js';
import { ScopeLock1763700041201 } from './1763700041201-scope-lock.js';
import { MailCards1763700041700 } from './1763700041700-mail-cards.js';
import { TracesOfTheSealed1763700042100 } from './1763700042100-traces-of-the-sealed.js';
import { ImportAtSize1763700042000 } from './1763700042000-import-at-size.js';
import { BulkRelayHost1763700041900 } from './1763700041900-bulk-relay-host.js';
import { Sunsets1763700041800 } from './1763700041800-sunsets.js';
import { ProgressCounts1763700042001 } from './1763700042001-progress-counts.js';
import { SunsetView1763700041801 } from './1763700041801-sunset-view.js';
import { TemplateTranslations1763700041901 } from './1763700041901-template-translations.js';
import { ActionViews1763700042300 } from './1763700042300-action-views.js';
import { DeliveryIndexes1763700042500 } from './1763700042500-delivery-indexes.js';
import { VolunteeringImports1763700042600 } from './1763700042600-volunteering-imports.js';
import { SignsOfLife1763700042700 } from './1763700042700-signs-of-life.js';
import { ResponseCounts1763700042701 } from './1763700042701-response-counts.js';
import { AuditOfPairs1763700042702 } from './1763700042702-audit-of-pairs.js';
import { UnprovenMeetings1763700042400 } from './1763700042400-unproven-meetings.js';
import { CountedForms1763700042401 } from './1763700042401-counted-forms.js';
import { UntoldPartners1763700042601 } from './1763700042601-untold-partners.js';

/** In the order they run. Listed one by one: nothing is found by a pattern. */
export const migrations = [
  Ground1763700000000,
  Network1763700001000,
  Staff1763700002000,
  Geography1763700003000,
  People1763700004000,
  Engagement1763700005000,
  Email1763700006000,
  Partners1763700007000,
  Campaigns1763700008000,
  Events1763700009000,
  Petitions1763700010000,
  Outreach1763700011000,
  Mailbox1763700012000,
  Ownership1763700020001,
  SendingDomains1763700020010,
  LettersOnce1763700020011,
  PeopleSearch1763700020020,
  Letters1763700020030,
  SharedIsReadOnly1763700020041,
  Practice1763700020050,
  HotPaths1763700020060,
  PeopleDepth1763700030000,
  Segments1763700030100,
  AudienceTrees1763700030101,
  SegmentIndexes1763700030102,
  ListedPeople1763700030103,
  CampaignPages1763700030200,
  Credit1763700030210,
  TouchesOfSignatures1763700030211,
  Commitments1763700030220,
  News1763700030300,
  Journeys1763700030310,
  Preferences1763700030320,
  Safety1763700030330,
  Geocoding1763700030400,
  ChangesByItem1763700030500,
  Merging1763700030510,
  Files1763700030700,
  PartnerLogos1763700030701,
  Agreements1763700030710,
  Participation1763700030720,
  RemovalNotices1763700030730,
  ManyEngagements1763700030801,
  Identities1763700030802,
  TwoFactorRules1763700030803,
  Imports1763700030850,
  ExternalIdsOfBatches1763700030860,
  Erasure1763700030900,
  AuditOfTheSealed1763700030901,
  SecretKeys1763700031300,
  SearchInBounds1763700031700,
  WordsOfRegistrations1763700031000,
  ActionsOfEveryKind1763700031001,
  Meetings1763700031100,
  LastActions1763700031701,
  Invitations1763700031010,
  PartnersThemselves1763700031020,
  Tasks1763700031200,
  SealedFields1763700031310,
  SearchByOrganization1763700031702,
  Topics1763700031400,
  MailNotices1763700031600,
  Stories1763700031320,
  Decisions1763700031110,
  LeavingReasons1763700031410,
  Volunteering1763700031201,
  AffiliationsOfImports1763700031500,
  Retention1763700031430,
  WorkingGroups1763700031120,
  OfficialTies1763700031703,
  FrozenWords1763700031704,
  SegmentPlans1763700035000,
  CampaignKits1763700032000,
  SendingRules1763700036000,
  SendingRates1763700038000,
  BrokenRelays1763700038001,
  OptIn1763700033000,
  SplitTests1763700039000,
  RelayAddresses1763700034000,
  SegmentTies1763700032001,
  EventHelpers1763700040000,
  SearchForWords1763700035010,
  WarmUps1763700038002,
  Approvals1763700036010,
  MailCap1763700036020,
  MailingTranslations1763700041100,
  DomainFindings1763700041300,
  Autoresponses1763700041000,
  SenderDeaths1763700041400,
  MailRelays1763700041500,
  TroubledMail1763700041600,
  MailCalendar1763700041200,
  ScopeLock1763700041201,
  RelayedMailings1763700041610,
  MailCards1763700041700,
  TracesOfTheSealed1763700042100,
  ImportAtSize1763700042000,
  BulkRelayHost1763700041900,
  Sunsets1763700041800,
  ProgressCounts1763700042001,
  SunsetView1763700041801,
  TemplateTranslations1763700041901,
  ActionViews1763700042300,
  DeliveryIndexes1763700042500,
  VolunteeringImports1763700042600,
  SignsOfLife1763700042700,
  ResponseCounts1763700042701,
  UnprovenMeetings1763700042400,
  CountedForms1763700042401,
  UntoldPartners1763700042601,
  AuditOfPairs1763700042702,
];
