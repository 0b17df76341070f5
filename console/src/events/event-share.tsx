import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useFormat } from '../parts/format';
import { CopyField } from '../parts/copy-field';
import { localized } from '../parts/localized';
import { QrCode } from '../parts/qr-code';
import { type EventRecord } from './words';

/** The link and its QR code, for posters and posts. */
export function EventShare({ event }: { event: EventRecord }) {
  const { locale } = useFormat();
  const title = localized(event.title, locale);
  return (
    <Card maw={640}>
      {event.state === 'draft' && (
        <Alert color="orange" mb="md">
          Publish the event first: until then nobody can open the link.
        </Alert>
      )}
      <Group align="start" gap="xl">
        <QrCode
          src={`/api/v1/events/${event.id}/qr.svg`}
          opens={`Sign-up page of ${title}`}
          fileName={`${event.slug}.svg`}
        />
        <Stack flex={1} miw={260}>
          <Title order={2}>Sign-up page</Title>
          <CopyField label="Link" value={event.url} />
          <Text size="sm" c="dimmed">
            Add <code>?s=poster</code> or another word of yours to the link, and the list of attendees shows
            who came by it.
          </Text>
        </Stack>
      </Group>
    </Card>
  );
}
