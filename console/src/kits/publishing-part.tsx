import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { actionKinds } from '../campaigns/words';
import { showDone } from '../frame/toasts';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { StatusBadge } from '../parts/status-badge';
import { type KitPartProps } from './kit-panel';
import { type KitPublishing } from './words';

/** The network chooses what its kit holds, and publishes its versions. */
export function PublishingPart({
  campaign: { id, state },
  publishing: { version, published_at, is_changed, candidates },
  onChanged,
}: KitPartProps & { publishing: KitPublishing }) {
  const { account } = useSession();
  const { date } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [chosen, setChosen] = useState(() =>
    candidates.filter(({ is_held }) => is_held || version === null).map((each) => each.id),
  );
  const held = candidates.filter(({ is_held }) => is_held).map((each) => each.id);
  const isOther = held.length !== chosen.length || held.some((each) => !chosen.includes(each));
  const next = (version ?? 0) + 1;
  const publish = async () => {
    const { data } = await http.POST('/api/v1/campaigns/{id}/kit-versions', {
      params: { path: { id } },
      body: { pieces: chosen },
    });
    if (data) onChanged(data);
    showDone(`Version ${next} is out`);
  };
  return (
    <Card component="section" aria-labelledby="kit-publishing">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="kit-publishing">
          A kit for chapters
        </Title>
        {version !== null && (
          <Group gap="xs">
            {is_changed && <StatusBadge tone="waiting">Changed since</StatusBadge>}
            <Text size="sm" c="dimmed">
              Version {version}
              {published_at && ` of ${date(published_at)}`}
            </Text>
          </Group>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        Chapters copy the campaign’s words, and draft their own petitions, events and letters from yours. The
        kit holds words alone: no place, no date, no contact and no partner goes along.
      </Text>
      {candidates.length === 0 ? (
        <Text size="sm" mb="md">
          Nothing of the network’s own hangs on this campaign yet, so the kit would hold its words alone.
        </Text>
      ) : (
        <Checkbox.Group label="What it holds" value={chosen} onChange={setChosen} mb="md">
          <Stack gap="xs" mt="xs">
            {candidates.map((each) => (
              <Checkbox
                key={each.id}
                value={each.id}
                label={localized(each.title, account.locale)}
                description={actionKinds[each.kind].label}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      {state === 'live' ? (
        <Button
          variant={version === null ? 'filled' : 'default'}
          style={{ alignSelf: 'flex-start' }}
          disabled={version !== null && !is_changed && !isOther}
          onClick={() => setAsking(true)}
        >
          {version === null ? 'Publish as a kit' : `Publish version ${next}`}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {state === 'draft'
            ? 'Publish the campaign first: chapters copy what is live.'
            : 'The campaign has ended, so it is copied no more. Copies stay with their chapters.'}
        </Text>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={version === null ? 'Publish this kit?' : `Publish version ${next}?`}
        confirmLabel={version === null ? 'Publish it' : `Publish version ${next}`}
        onConfirm={publish}
        onClose={() => setAsking(false)}
      >
        {version === null
          ? 'Every chapter can copy it from now on.'
          : 'Chapters that copied it see what is different and decide for themselves. Nothing of theirs changes by itself.'}
      </ConfirmDialog>
    </Card>
  );
}
