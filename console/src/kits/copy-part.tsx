import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { actionKinds } from '../campaigns/words';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { Differences } from './differences';
import { type KitPartProps } from './kit-panel';
import { type KitCopy, type KitPiece } from './words';

/** A chapter's copy: what it has drafted of the kit, and what newer versions say for it to decide about. */
export function CopyPart({ campaign, copy, onChanged }: KitPartProps & { copy: KitCopy }) {
  const { date } = useFormat();
  const decide = useMutation({
    mutationFn: async ({ pieceId, isTaken }: { pieceId: string | null; isTaken: boolean }) => {
      const { data } = await http.POST('/api/v1/campaigns/{id}/kit-updates', {
        params: { path: { id: campaign.id } },
        body: { piece_id: pieceId, version: copy.version, is_taken: isTaken },
      });
      if (data) onChanged(data);
      showDone(isTaken ? 'Taken' : 'Left as it is');
    },
    onError: showFailure,
  });
  const deciding = (pieceId: string | null) =>
    campaign.is_writable
      ? (isTaken: boolean) => !decide.isPending && decide.mutate({ pieceId, isTaken })
      : undefined;
  return (
    <>
      <Text size="sm" c="dimmed">
        Copied from a kit of {copy.network_name} on {date(copy.copied_at)}. It sees how many signatures,
        sign-ups and letters come of it, in steps of five, and never who.
      </Text>
      {copy.differences.length > 0 && (
        <Card component="section" aria-labelledby="kit-words">
          <Title order={2} id="kit-words" mb="xs">
            New in the campaign’s words
          </Title>
          <Differences of="the campaign’s words" found={copy.differences} onDecide={deciding(null)} />
        </Card>
      )}
      <Card component="section" aria-labelledby="kit-pieces">
        <Title order={2} id="kit-pieces" mb="xs">
          What the kit holds
        </Title>
        {copy.pieces.length === 0 && (
          <Text size="sm" c="dimmed">
            Its words alone: they are in your campaign.
          </Text>
        )}
        <Stack component="ul" className="plain-list" gap="lg">
          {copy.pieces.map((piece) => (
            <PieceRow
              key={piece.id}
              campaignId={campaign.id}
              piece={piece}
              isWritable={campaign.is_writable}
              onDecide={deciding(piece.id)}
            />
          ))}
        </Stack>
      </Card>
    </>
  );
}

interface PieceRowProps {
  campaignId: string;
  piece: KitPiece;
  isWritable: boolean;
  onDecide?: (isTaken: boolean) => void;
}

function PieceRow({ campaignId, piece, isWritable, onDecide }: PieceRowProps) {
  const { account } = useSession();
  const navigate = useNavigate();
  const { label, path } = actionKinds[piece.kind];
  const title = localized((piece.made ?? piece).title, account.locale);
  const draft = useMutation({
    mutationFn: async () => {
      const { data } = await http.POST('/api/v1/campaigns/{id}/kit-pieces', {
        params: { path: { id: campaignId } },
        body: { piece_id: piece.id },
      });
      if (data) await navigate({ to: `${path}/${data.id}` });
    },
    onError: showFailure,
  });
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          {piece.made ? (
            <Anchor component={Link} to={`${path}/${piece.made.id}`} size="sm" fw={600}>
              {title}
            </Anchor>
          ) : (
            <Text size="sm" fw={600}>
              {title}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {[
              label,
              piece.made ? piece.made.state : 'not drafted yet',
              !piece.is_offered && 'no longer in the kit; yours stays',
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {!piece.made && isWritable && (
          <Button
            variant="default"
            flex="none"
            loading={draft.isPending}
            onClick={() => draft.mutate()}
            aria-label={`Draft it: ${title}`}
          >
            Draft it
          </Button>
        )}
      </Group>
      {piece.made && piece.differences.length > 0 && (
        <Differences
          of={title}
          found={piece.differences}
          isPublic={piece.made.state !== 'draft'}
          onDecide={onDecide}
        />
      )}
    </li>
  );
}
