import { Anchor, Badge, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { showDone, showFailure } from '../frame/toasts';
import { RowMenu } from '../parts/data-table/row-controls';
import { StatusBadge } from '../parts/status-badge';
import { makePrimaryContact, removeContact, type ContactKind } from './contact-calls';
import { ContactDrawer, type ContactEntry } from './contact-drawer';
import { type PersonPartProps } from './person-screen';
import { emailStatuses, languages, type Person } from './words';

/** Ways to reach them: the primary entry of each kind is the one that is used. */
export function ContactCard({ person, mayWrite, onChanged }: PersonPartProps) {
  const [open, setOpen] = useState<Open>();
  const acts = useContactActs(person.id, onChanged, setOpen);
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
              <Menu.Item onClick={() => setOpen({ kind: 'email' })}>Email</Menu.Item>
              <Menu.Item onClick={() => setOpen({ kind: 'phone' })}>Phone</Menu.Item>
              <Menu.Item onClick={() => setOpen({ kind: 'address' })}>Address</Menu.Item>
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
            acts={mayWrite ? acts('email', email as ContactEntry & typeof email) : undefined}
          >
            <Anchor href={`mailto:${email.address}`} size="sm">
              {email.address}
            </Anchor>
            <Trouble status={email.status} />
          </Entry>
        ))}
        {phones.map((phone) => (
          <Entry
            key={phone.id}
            name={phone.number}
            isPrimary={phone.is_primary && phones.length > 1}
            label={phone.label}
            acts={mayWrite ? acts('phone', phone as ContactEntry & typeof phone) : undefined}
          >
            <Anchor href={`tel:${phone.number}`} size="sm" className="figures">
              {phone.number}
            </Anchor>
            <Trouble status={phone.status} />
          </Entry>
        ))}
        {addresses.map((address) => (
          <Entry
            key={address.id}
            name={lineOf(address)}
            isPrimary={address.is_primary && addresses.length > 1}
            label={address.label}
            acts={mayWrite ? acts('address', address as ContactEntry & typeof address) : undefined}
          >
            <Text size="sm">{lineOf(address)}</Text>
            <Trouble status={address.status} />
          </Entry>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt="sm">
        Speaks {languages[person.language] ?? person.language}
        {person.source && ` · came by ${person.source}`}
      </Text>
      {open && (
        <ContactDrawer
          personId={person.id}
          {...open}
          onChanged={onChanged}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  );
}

/** The drawer that is open: of an entry, or of a new one. */
interface Open {
  kind: ContactKind;
  entry?: ContactEntry;
}

function Trouble({ status }: { status: string }) {
  const known = emailStatuses[status];
  if (!known || status === 'ok') return null;
  return <StatusBadge tone={known.tone}>{known.label}</StatusBadge>;
}

interface EntryActs {
  onEdit: () => void;
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
          <Menu.Item onClick={acts.onEdit}>Change</Menu.Item>
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

/** What can be done with an entry. */
function useContactActs(personId: string, onChanged: (record: Person) => void, onEdit: (open: Open) => void) {
  const run = (work: Promise<{ data?: Person }>, done: string) =>
    void work.then(({ data }) => {
      if (data) onChanged(data);
      showDone(done);
    }, showFailure);
  return (kind: ContactKind, entry: ContactEntry & { is_primary: boolean }): EntryActs => ({
    onEdit: () => onEdit({ kind, entry }),
    onRemove: () => run(removeContact(personId, kind, entry.id), 'Removed'),
    onMakePrimary: entry.is_primary
      ? undefined
      : () => run(makePrimaryContact(personId, kind, entry.id), 'It is the primary one now'),
  });
}
