import { Alert, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { localized } from '../parts/localized';
import { EditEventDrawer } from './edit-event-drawer';
import { type EventPartProps } from './event-screen';
import { kinds, modes } from './words';

export function EventDetails({ event, mayWrite }: EventPartProps) {
  const [isEditing, editing] = useDisclosure(false);
  const { locale, number } = useFormat();
  const { totals } = event;
  return (
    <>
      {event.state === 'cancelled' && event.notice && (
        <Alert color="red" title="Cancelled" mb="md">
          {event.notice}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <Card component="section" aria-labelledby="about-event">
            <Group justify="space-between" mb="xs">
              <Title order={2} id="about-event">
                About
              </Title>
              {mayWrite && event.state !== 'cancelled' && (
                <Button variant="subtle" size="compact-sm" onClick={editing.open}>
                  Edit
                </Button>
              )}
            </Group>
            <Text fw={600} mb="xs">
              {localized(event.summary, locale, '')}
            </Text>
            {lines(localized(event.description, locale, ''))}
          </Card>
          <Card component="section" aria-labelledby="totals-of-event">
            <Title order={2} id="totals-of-event" mb="xs">
              Attendance
            </Title>
            <Facts
              facts={[
                ['Expected', number(totals.expected)],
                ['Confirmed', number(totals.confirmed)],
                ['Checked in', number(totals.attended)],
                ['Walk-ins', number(totals.walk_ins)],
                ['Waiting', number(totals.waiting)],
                ['Cancelled', number(totals.cancelled)],
                ['No-shows', number(totals.no_shows)],
              ]}
            />
          </Card>
        </Stack>
        <Card component="section" aria-labelledby="place-of-event">
          <Title order={2} id="place-of-event" mb="xs">
            Place and access
          </Title>
          <Facts
            facts={[
              ['Kind', kinds[event.kind]],
              ['Takes place', modes[event.mode]],
              ['Venue', event.venue],
              [
                'Address',
                event.address && `${event.address}${event.is_address_public ? '' : ' (after sign-up)'}`,
              ],
              ['Getting there', lines(event.directions)],
              ['Accessibility', lines(event.accessibility)],
              ['For attendees', lines(event.private_details)],
              ['Contact', event.contact_email],
              ['Time zone', event.time_zone.replaceAll('_', ' ')],
              ['Visibility', event.is_listed ? 'In lists and calendars' : 'Only by its link'],
            ]}
          />
        </Card>
      </SimpleGrid>
      {isEditing && <EditEventDrawer event={event} onClose={editing.close} />}
    </>
  );
}

/** A text with its line breaks; nothing where there is none. */
function lines(text: string) {
  return (
    text && (
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {text}
      </Text>
    )
  );
}
