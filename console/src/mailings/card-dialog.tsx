import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { type CardKind, cardWords, findCardChoices } from './card-choices';

interface CardDialogProps {
  kind: CardKind | undefined;
  /** Whose mail it is: what it or its network has published can be announced. */
  ownerId: string;
  onAdd: (card: { kind: CardKind; id: string }) => void;
  onClose: () => void;
}

const TYPING_MS = 250;

/** Asks for the petition or event that a card leads to. */
export function CardDialog({ kind, onClose, ...rest }: CardDialogProps) {
  return (
    <Modal opened={kind !== undefined} onClose={onClose} title={kind && cardWords[kind].add}>
      {kind && <CardForm kind={kind} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function CardForm({ kind, ownerId, onAdd, onClose }: CardDialogProps & { kind: CardKind }) {
  const { network } = useSession();
  const format = useFormat();
  const [chosen, choose] = useState<{ value: string; label: string }>();
  const [error, setError] = useState<string>();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const q = search === chosen?.label ? '' : search;
  const { data, isFetching, isError } = useQuery({
    queryKey: ['mail-card-choices', kind, ownerId, q],
    queryFn: ({ signal }) => findCardChoices(kind, [ownerId, network.id], q, signal),
    placeholderData: keepPreviousData,
  });
  const found = (data ?? []).map(({ value, title, startsAt }) => ({
    value,
    label: startsAt ? `${title}, ${format.date(startsAt)}` : title,
  }));
  const options = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <form
      onSubmit={(event) => {
        // A dialog's submit bubbles through the portal to the form around the editor.
        event.preventDefault();
        event.stopPropagation();
        if (!chosen) return setError('Choose one.');
        onAdd({ kind, id: chosen.value });
        onClose();
      }}
    >
      <Stack gap="md">
        <Select
          label={cardWords[kind].name}
          description="Its card says what the page says on the day the mail goes out."
          placeholder={cardWords[kind].search}
          searchable
          data-autofocus
          data={options}
          // The server has searched already, in more than what is shown.
          filter={({ options: all }) => all}
          value={chosen?.value ?? null}
          searchValue={typed}
          onSearchChange={setTyped}
          onChange={(_, option) => {
            choose(option ?? undefined);
            setError(undefined);
          }}
          nothingFoundMessage={isFetching ? 'Searching…' : cardWords[kind].none}
          error={isError ? 'They could not be loaded. Try again later.' : error}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{cardWords[kind].add}</Button>
        </Group>
      </Stack>
    </form>
  );
}
