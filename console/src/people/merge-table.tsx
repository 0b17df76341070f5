import { Radio, Table, Text } from '@mantine/core';
import { Missing } from '../parts/values';
import { type MergeChoice } from './merge-choices';

interface MergeTableProps {
  kept: string;
  gone: string;
  choices: MergeChoice[];
  taken: ReadonlySet<string>;
  onTake: (key: string, isTaken: boolean) => void;
}

/**
 * A row a fact, both sides of it in sight on a phone too. Where the two agree, or one of them says nothing, there is nothing
 * to choose.
 */
export function MergeTable({ kept, gone, choices, taken, onTake }: MergeTableProps) {
  return (
    <Table verticalSpacing="sm" horizontalSpacing="xs" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">What</Table.Th>
          <Table.Th scope="col">Stays: {kept}</Table.Th>
          <Table.Th scope="col">Goes into it: {gone}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {choices.map((choice) => (
          <Table.Tr key={choice.key}>
            <Table.Th scope="row" fw={500}>
              {choice.label}
              {choice.outcome && (
                <Text size="xs" c="dimmed">
                  {choice.outcome}
                </Text>
              )}
            </Table.Th>
            <Side choice={choice} side="kept" isChosen={!taken.has(choice.key)} onTake={onTake} />
            <Side choice={choice} side="gone" isChosen={taken.has(choice.key)} onTake={onTake} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface SideProps {
  choice: MergeChoice;
  side: 'kept' | 'gone';
  isChosen: boolean;
  onTake: (key: string, isTaken: boolean) => void;
}

function Side({ choice, side, isChosen, onTake }: SideProps) {
  const value = choice[side];
  const isOpen = !choice.outcome && choice.kept !== '' && choice.gone !== '' && choice.kept !== choice.gone;
  return (
    <Table.Td style={{ overflowWrap: 'anywhere' }}>
      {isOpen ? (
        <Radio
          name={choice.key}
          label={value}
          checked={isChosen}
          onChange={() => onTake(choice.key, side === 'gone')}
        />
      ) : value === '' ? (
        <Missing what="Nothing" />
      ) : (
        <Text size="sm">{value}</Text>
      )}
    </Table.Td>
  );
}
