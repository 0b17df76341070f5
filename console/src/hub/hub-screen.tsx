import { Stack } from '@mantine/core';
import { PageHeader } from '../parts/page-header';
import { Decisions } from './decisions';
import { Invitations } from './invitations';
import { OwnRules } from './own-rules';
import { SharedPeople } from './shared-people';

/** A partner's own people at work: what they are invited to and asked to decide, who agreed to be shown to them, what they may be named beside. */
export function HubScreen() {
  return (
    <>
      <PageHeader
        title="Our hub"
        detail="What your organization stands beside, and who agreed to hear from it"
      />
      <Stack gap="md">
        <Invitations />
        <Decisions />
        <SharedPeople />
        <OwnRules />
      </Stack>
    </>
  );
}
