import './parts.css';
import { ActionIcon, Badge, Card, Group, Menu, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowsMove } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';

export interface Stage<Key extends string> {
  key: Key;
  label: string;
}

interface BoardProps<Row extends { id: string }, Key extends string> {
  label: string;
  stages: Stage<Key>[];
  rows: Row[];
  stageOf: (row: Row) => Key;
  nameOf: (row: Row) => string;
  renderCard: (row: Row) => ReactNode;
  /** Absent where the account may not move. The board shows the row's own stage, so it moves when the data does. */
  onMove?: (row: Row, to: Key) => void;
}

/** Records as cards by stage. A card moves by dragging, or by its menu for keyboards and touch. */
export function Board<Row extends { id: string }, Key extends string>(props: BoardProps<Row, Key>) {
  const { label, stages, rows, stageOf, nameOf, onMove } = props;
  const [dragged, setDragged] = useState<Row>();
  const [said, setSaid] = useState('');
  const move = (row: Row, to: Stage<Key>) => {
    setDragged(undefined);
    if (stageOf(row) === to.key) return;
    onMove?.(row, to.key);
    setSaid(`${nameOf(row)} moved to ${to.label}`);
  };
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <div className="board" role="group" aria-label={label}>
        {stages.map((stage) => (
          <StageColumn
            key={stage.key}
            {...props}
            stage={stage}
            rows={rows.filter((row) => stageOf(row) === stage.key)}
            dragged={dragged}
            onDrag={setDragged}
            move={move}
          />
        ))}
      </div>
    </>
  );
}

interface StageColumnProps<Row extends { id: string }, Key extends string> extends BoardProps<Row, Key> {
  stage: Stage<Key>;
  dragged: Row | undefined;
  onDrag: (row: Row | undefined) => void;
  move: (row: Row, to: Stage<Key>) => void;
}

function StageColumn<Row extends { id: string }, Key extends string>(props: StageColumnProps<Row, Key>) {
  const { stage, stages, rows, nameOf, renderCard, onMove, dragged, onDrag, move } = props;
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (!dragged) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className="board-stage"
      aria-label={stage.label}
      data-is-target={(isOver && dragged) || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        if (dragged) move(dragged, stage);
      }}
    >
      <Group justify="space-between" px={4} pb="xs">
        <Title order={2} size="sm">
          {stage.label}
        </Title>
        <Badge color="gray" size="sm">
          {rows.length}
        </Badge>
      </Group>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Card
              padding="sm"
              draggable={onMove !== undefined}
              onDragStart={() => onDrag(row)}
              onDragEnd={() => onDrag(undefined)}
            >
              <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
                <div>{renderCard(row)}</div>
                {onMove && (
                  <MoveMenu
                    name={nameOf(row)}
                    stages={stages.filter(({ key }) => key !== stage.key)}
                    onMove={(to) => move(row, to)}
                  />
                )}
              </Group>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MoveMenuProps<Key extends string> {
  name: string;
  stages: Stage<Key>[];
  onMove: (to: Stage<Key>) => void;
}

function MoveMenu<Key extends string>({ name, stages, onMove }: MoveMenuProps<Key>) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="md" aria-label={`Move ${name}`}>
          <IconArrowsMove size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Move to</Menu.Label>
        {stages.map((stage) => (
          <Menu.Item key={stage.key} onClick={() => onMove(stage)}>
            {stage.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
