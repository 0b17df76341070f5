import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { TasksModule } from '../staff/tasks/tasks.module.js';
import { BatchesApiController } from './batches/batches.api.controller.js';
import { UndoWork } from './batches/undo-work.service.js';
import { Batches } from './batches.service.js';
import { BulkApiController } from './bulk/bulk.api.controller.js';
import { BulkChanges } from './bulk/bulk-changes.service.js';
import { Changes } from './changes.service.js';
import { ConsentLedgerApiController } from './consent-ledger.api.controller.js';
import { ConsentLedger } from './consent-ledger.service.js';
import { Consents } from './consents.service.js';
import { ContactsApiController } from './contacts.api.controller.js';
import { Contacts } from './contacts.service.js';
import { Duplicates } from './duplicates.service.js';
import { Meeting } from './meeting.service.js';
import { FieldsApiController } from './fields/fields.api.controller.js';
import { Fields } from './fields/fields.service.js';
import { SealedValues } from './fields/sealed-values.service.js';
import { Values } from './fields/values.service.js';
import { Inheriting } from './merging/inheriting.service.js';
import { MergingApiController } from './merging/merging.api.controller.js';
import { Merging } from './merging.service.js';
import { PeopleApiController } from './people.api.controller.js';
import { OptInRulesApiController } from './opt-in/opt-in-rules.api.controller.js';
import { OptInRules } from './opt-in/opt-in-rules.service.js';
import { OptIn } from './opt-in/opt-in.service.js';
import { People } from './people.service.js';
import { PeopleExport } from './people-export.service.js';
import { PersonApiController } from './person.api.controller.js';
import { PersonRequestsApiController } from './person-requests.api.controller.js';
import { PersonRequests } from './person-requests.service.js';
import { PersonDetails } from './person-details.service.js';
import { Reachability } from './reachability.service.js';
import { Relays } from './relays.service.js';
import { RelayContact } from './relays/relay-contact.service.js';
import { RelaysApiController } from './relays/relays.api.controller.js';
import { SharedPeopleApiController } from './shared-people.api.controller.js';
import { SharedPeople } from './shared-people.service.js';
import { SafeContacts } from './safety/safe-contacts.service.js';
import { SafetyApiController } from './safety/safety.api.controller.js';
import { WordingApiController } from './safety/wording.api.controller.js';
import { Sealing } from './safety/sealing.service.js';
import { Sharing } from './sharing.service.js';
import { Stories } from './stories.service.js';
import { Tags } from './tags.service.js';
import { TopicWishes } from './topic-wishes.service.js';
import { Undoing } from './undoing.service.js';
import { Trainings } from './volunteering/trainings.service.js';
import { VolunteeringApiController } from './volunteering/volunteering.api.controller.js';
import { Volunteering } from './volunteering/volunteering.service.js';

@Module({
  imports: [StaffModule, TasksModule],
  controllers: [
    SharedPeopleApiController,
    PeopleApiController,
    PersonApiController,
    ConsentLedgerApiController,
    ContactsApiController,
    MergingApiController,
    BatchesApiController,
    BulkApiController,
    OptInRulesApiController,
    PersonRequestsApiController,
    FieldsApiController,
    RelaysApiController,
    SafetyApiController,
    VolunteeringApiController,
    WordingApiController,
  ],
  providers: [
    SharedPeople,
    Batches,
    BulkChanges,
    Changes,
    ConsentLedger,
    Consents,
    Contacts,
    Duplicates,
    Fields,
    Inheriting,
    Meeting,
    Merging,
    OptIn,
    OptInRules,
    People,
    PeopleExport,
    PersonDetails,
    PersonRequests,
    Reachability,
    RelayContact,
    Relays,
    SafeContacts,
    SealedValues,
    Sealing,
    Sharing,
    Stories,
    Tags,
    TopicWishes,
    Trainings,
    UndoWork,
    Undoing,
    Values,
    Volunteering,
  ],
  exports: [
    Batches,
    Changes,
    Consents,
    Duplicates,
    Meeting,
    OptIn,
    People,
    PersonRequests,
    Reachability,
    Relays,
    Sharing,
    Stories,
    Tags,
    TopicWishes,
    Undoing,
  ],
})
export class PeopleModule {}
