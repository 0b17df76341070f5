import { Select, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from '../api/client';
import { useChapter } from '../frame/use-chapter';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { piecesInWords, type Kit } from './words';

interface CopyKitDialogProps {
  kit: Kit;
  /** Chapters of the account's that have no copy yet. */
  owners: { value: string; label: string }[];
  onClose: () => void;
}

/** Makes a chapter's own draft of a kit and opens it. Says what the network will see. */
export function CopyKitDialog({ kit, owners, onClose }: CopyKitDialogProps) {
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [ownerId, setOwnerId] = useState(
    (owners.find(({ value }) => value === chapter?.id) ?? owners[0])?.value,
  );
  const copy = async () => {
    if (!ownerId) return;
    const { data } = await http.POST('/api/v1/campaign-kits/{id}/copies', {
      params: { path: { id: kit.id } },
      body: { owner_id: ownerId },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaign-kits'] });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaigns'] });
    if (data)
      void navigate({ to: '/campaigns/$id', params: { id: data.campaign_id }, search: { tab: 'kit' } });
  };
  return (
    <ConfirmDialog isOpen title="Copy this kit?" confirmLabel="Copy it" onConfirm={copy} onClose={onClose}>
      <Stack gap="sm">
        {owners.length > 1 && (
          <Select
            label="For which chapter"
            allowDeselect={false}
            data={owners}
            value={ownerId}
            onChange={(value) => setOwnerId(value ?? undefined)}
          />
        )}
        <Text size="sm">
          You get a campaign of your own, as a draft. What it holds ({piecesInWords(kit.pieces)}) you draft
          one by one, when you want it.
        </Text>
        <Text size="sm">
          {kit.owner_name} sees that you copied it, and how many signatures, sign-ups and letters came of it,
          in steps of five. It never sees who.
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
