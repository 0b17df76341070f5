import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Campaign } from '../campaigns/words';
import { CopyPart } from './copy-part';
import { FiguresPart } from './figures-part';
import { PublishingPart } from './publishing-part';
import { type KitStanding } from './words';

export interface KitPartProps {
  campaign: Campaign;
  /** Takes the standing that every act answers with. */
  onChanged: (standing: KitStanding) => void;
}

/** What a campaign has to do with kits: offered as one by the network, or copied from one by a chapter. */
export function KitPanel({ campaign, standing }: { campaign: Campaign; standing: KitStanding }) {
  const queries = useQueryClient();
  const params = { path: { id: campaign.id } };
  const onChanged = (next: KitStanding) => {
    queries.setQueryData(['get', '/api/v1/campaigns/{id}/kit', { params }], next);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaigns/{id}'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaign-kits'] });
  };
  const { publishing, copy } = standing;
  return (
    <Stack gap="md">
      {publishing && (
        <PublishingPart
          key={publishing.version}
          campaign={campaign}
          publishing={publishing}
          onChanged={onChanged}
        />
      )}
      {publishing?.version && <FiguresPart kitId={campaign.id} />}
      {copy && <CopyPart campaign={campaign} copy={copy} onChanged={onChanged} />}
    </Stack>
  );
}
