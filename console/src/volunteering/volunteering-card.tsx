import { Anchor, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { Facts } from '../parts/facts';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { StatusBadge } from '../parts/status-badge';
import { type PersonPartProps } from '../people/person-screen';
import { OfferDrawer } from './offer-drawer';
import { TrainingDrawer } from './training-drawer';
import { distances, freeTimes, languageNames, type Volunteering } from './words';

type PersonTraining = Volunteering['trainings'][number];
type Open = { act: 'offer' } | { act: 'train'; training?: PersonTraining };

/** What they offer to do, when and how far away, and what they were trained in. */
export function VolunteeringCard({ person, mayWrite }: PersonPartProps) {
  const [open, setOpen] = useState<Open>();
  const params = { path: { id: person.id } };
  const found = api.useQuery('get', '/api/v1/people/{id}/volunteering', { params });
  const close = () => setOpen(undefined);
  return (
    <Card component="section" aria-labelledby="volunteering">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="volunteering">
          Volunteering
        </Title>
        {mayWrite && found.data && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="subtle"
                size="compact-sm"
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                Change
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setOpen({ act: 'offer' })}>What they offer</Menu.Item>
              <Menu.Item onClick={() => setOpen({ act: 'train' })}>Add a training</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {found.isLoadingError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()} headingOrder={3} />
      )}
      {found.data && <Offer offer={found.data} />}
      {found.data && found.data.trainings.length > 0 && (
        <Stack gap="xs" component="ul" className="plain-list" mt="sm" aria-label="Trainings">
          {found.data.trainings.map((training) => (
            <li key={training.training_id}>
              <TrainingRow
                training={training}
                onOpen={mayWrite ? () => setOpen({ act: 'train', training }) : undefined}
              />
            </li>
          ))}
        </Stack>
      )}
      {open?.act === 'offer' && found.data && (
        <OfferDrawer personId={person.id} offer={found.data} onClose={close} />
      )}
      {open?.act === 'train' && <TrainingDrawer person={person} done={open.training} onClose={close} />}
    </Card>
  );
}

function Offer({ offer }: { offer: Volunteering }) {
  const { locale, number } = useFormat();
  const { skills, languages, availability, travel_km, trainings } = offer;
  const { unit, fromKm } = distances(locale);
  const facts = [
    ['Skills', skills.join(', ')],
    ['Speaks', languages.map(languageNames(locale)).join(', ')],
    ['Free', availability.length > 0 && <Lines lines={freeTimes(availability)} />],
    ['Travels', travel_km !== null && `${number(fromKm(travel_km))} ${unit}`],
  ] as const;
  const known = facts.filter(([, value]) => value);
  if (known.length === 0 && trainings.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing is known of what they offer.
      </Text>
    );
  return <Facts facts={known} />;
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>);
}

function TrainingRow({ training, onOpen }: { training: PersonTraining; onOpen: (() => void) | undefined }) {
  const { day } = useFormat();
  const { name, done_on, expires_on, is_in_force } = training;
  return (
    <>
      <Group gap="xs">
        {onOpen ? (
          <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={onOpen}>
            {name}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        )}
        <StatusBadge tone={is_in_force ? 'good' : 'waiting'}>
          {is_in_force ? 'In force' : 'Expired'}
        </StatusBadge>
      </Group>
      <Text size="xs" c="dimmed">
        Done {day(done_on)}
        {expires_on
          ? `, ${is_in_force ? 'holds until' : 'held until'} ${day(expires_on)}`
          : ', holds for ever'}
      </Text>
    </>
  );
}
