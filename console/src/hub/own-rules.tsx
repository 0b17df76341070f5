import { SimpleGrid } from '@mantine/core';
import { PartnerAgreements } from '../agreements/partner-agreements';
import { ParticipationRules } from '../partners/participation-rules';
import { type Partner } from '../partners/words';

/** The organization's own rules and agreements in one chapter. */
export function OwnRules({ partner }: { partner: Partner }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <ParticipationRules partnerId={partner.id} />
      <PartnerAgreements partner={partner} />
    </SimpleGrid>
  );
}
