import { Anchor, Badge, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { http } from '../api/client';
import { showDone, showFailure } from '../frame/toasts';
import { RowMenu } from '../parts/data-table/row-controls';
import { StatusBadge } from '../parts/status-badge';
import { AddContactDrawer, type ContactKind } from './add-contact-drawer';
import { type PersonPartProps } from './person-screen';
import { emailStatuses, languages, type Person } from './words';

/** Ways to reach them: the primary entry of each kind is the one that is used. */
export function ContactCard({ person, mayWrite, onChanged }: PersonPartProps) {
  const [adding, setAdding] = useState<ContactKind>();
  const acts = useContactActs(person.id, onChanged);
  const { emails, phones, addresses } = person;
  const isUnreachable = emails.length + phones.length + addresses.length === 0;
  return (
    <Card component="section" aria-labelledby="contact">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="contact">
          Contact
        </Title>
        {mayWrite && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
                Add
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setAdding('email')}>Email</Menu.Item>
              <Menu.Item onClick={() => setAdding('phone')}>Phone</Menu.Item>
              <Menu.Item onClick={() => setAdding('address')}>Address</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {isUnreachable && (
        <Text size="sm" c="dimmed">
          No way to reach them is known.
        </Text>
      )}
      <Stack gap={6} component="ul" className="plain-list">
        {emails.map((email) => (
          <Entry
            key={email.id}
            name={email.address}
            isPrimary={email.is_primary && emails.length > 1}
            label={email.label}
            acts={mayWrite ? acts('emails', email) : undefined}
          >
            <Anchor href={`mailto:${email.address}`} size="sm">
              {email.address}
            </Anchor>
            {email.status !== 'ok' && (
              <StatusBadge tone={emailStatuses[email.status]?.tone ?? 'neutral'}>
                {emailStatuses[email.status]?.label ?? email.status}
              </StatusBadge>
            )}
          </Entry>
        ))}
        {phones.map((phone) => (
          <Entry
            key={phone.id}
            name={phone.number}
            isPrimary={phone.is_primary && phones.length > 1}
            label={phone.label}
            acts={mayWrite ? acts('phones', phone) : undefined}
          >
            <Anchor href={`tel:${phone.number}`} size="sm" className="figures">
              {phone.number}
            </Anchor>
          </Entry>
        ))}
        {addresses.map((address) => (
          <Entry
            key={address.id}
            name={lineOf(address)}
            isPrimary={address.is_primary && addresses.length > 1}
            label=""
            acts={mayWrite ? acts('addresses', address) : undefined}
          >
            <Text size="sm">{lineOf(address)}</Text>
          </Entry>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt="sm">
        Speaks {languages[person.language] ?? person.language}
        {person.source && ` · came by ${person.source}`}
      </Text>
      {adding && (
        <AddContactDrawer
          personId={person.id}
          kind={adding}
          onChanged={onChanged}
          onClose={() => setAdding(undefined)}
        />
      )}
    </Card>
  );
}

interface EntryActs {
  onRemove: () => void;
  onMakePrimary?: () => void;
}

function Entry(props: {
  name: string;
  label: string;
  isPrimary: boolean;
  acts: EntryActs | undefined;
  children: ReactNode;
}) {
  const { name, label, isPrimary, acts, children } = props;
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap={6} miw={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
        {label && (
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        )}
        {isPrimary && (
          <Badge size="xs" variant="default">
            primary
          </Badge>
        )}
      </Group>
      {acts && (
        <RowMenu name={name}>
          {acts.onMakePrimary && <Menu.Item onClick={acts.onMakePrimary}>Make it the primary one</Menu.Item>}
          <Menu.Item color="red" onClick={acts.onRemove}>
            Remove
          </Menu.Item>
        </RowMenu>
      )}
    </Group>
  );
}

function lineOf({ street, city, state, zip }: Person['addresses'][number]): string {
  return [street, city, [state, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Removing an entry, and making it the primary one, for each of the three lists. */
function useContactActs(personId: string, onChanged: (record: Person) => void) {
  const run = (work: Promise<{ data?: Person }>, done: string) =>
    void work.then(({ data }) => {
      if (data) onChanged(data);
      showDone(done);
    }, showFailure);
  return (list: 'emails' | 'phones' | 'addresses', entry: { id: string; is_primary: boolean }): EntryActs => {
    const { remove, promote } = callsFor(personId, list, entry.id);
    return {
      onRemove: () => run(remove(), 'Removed'),
      onMakePrimary: entry.is_primary ? undefined : () => run(promote(), 'It is the primary one now'),
    };
  };
}

function callsFor(id: string, list: 'emails' | 'phones' | 'addresses', entryId: string) {
  switch (list) {
    case 'emails': {
      const params = { path: { id, emailId: entryId } };
      return {
        remove: () => http.DELETE('/api/v1/people/{id}/emails/{emailId}', { params }),
        promote: () => http.POST('/api/v1/people/{id}/emails/{emailId}/primacy', { params }),
      };
    }
    case 'phones': {
      const params = { path: { id, phoneId: entryId } };
      return {
        remove: () => http.DELETE('/api/v1/people/{id}/phones/{phoneId}', { params }),
        promote: () => http.POST('/api/v1/people/{id}/phones/{phoneId}/primacy', { params }),
      };
    }
    case 'addresses': {
      const params = { path: { id, addressId: entryId } };
      return {
        remove: () => http.DELETE('/api/v1/people/{id}/addresses/{addressId}', { params }),
        promote: () => http.POST('/api/v1/people/{id}/addresses/{addressId}/primacy', { params }),
      };
    }
  }
}
