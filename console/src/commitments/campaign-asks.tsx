import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { AsksBoard } from './asks-board';
import { NewAskDrawer } from './new-ask-drawer';

/** What partners were asked to do for one campaign. A chapter asks its own partners, for its network's campaigns too. */
export function CampaignAsks({ campaign }: { campaign: { id: string; owner_id: string } }) {
  const session = useSession();
  const { chapter } = useChapter();
  const [isAsking, asking] = useDisclosure(false);
  const chapterIds = session.chapters.map(({ id }) => id);
  const own = chapterIds.includes(campaign.owner_id) ? campaign.owner_id : (chapter?.id ?? chapterIds[0]);
  const mayAsk = ownersWith(session, 'partners.write').some(({ value }) => value === own);
  return (
    <>
      <Group justify="space-between" mb="md">
        <Text size="sm" c="dimmed">
          Drag a card, or use its menu, when a partner has answered or has done its part.
        </Text>
        {mayAsk && (
          <Button variant="default" onClick={asking.open}>
            Ask a partner
          </Button>
        )}
      </Group>
      <AsksBoard query={{ campaign_id: campaign.id }} />
      {isAsking && own && <NewAskDrawer chapterId={own} campaignId={campaign.id} onClose={asking.close} />}
    </>
  );
}
