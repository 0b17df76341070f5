import { SimpleGrid } from '@mantine/core';
import { api } from '../api/client';
import { PartnerAgreements } from '../agreements/partner-agreements';
import { PartnerHealth } from '../meetings/partner-health';
import { ParticipationRules } from '../partners/participation-rules';

/** The organization's own rules, agreements and health, for each chapter that it works with. */
export function OwnRules() {
  const { data } = api.useQuery('get', '/api/v1/partners', { params: { query: { limit: 20 } } });
  return (
    <>
      {data?.data.map((partner) => (
        <SimpleGrid key={partner.id} cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <ParticipationRules partnerId={partner.id} />
          <PartnerAgreements partner={partner} />
          <PartnerHealth partnerId={partner.id} />
        </SimpleGrid>
      ))}
    </>
  );
}
