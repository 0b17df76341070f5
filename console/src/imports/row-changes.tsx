import { List, Text, VisuallyHidden } from '@mantine/core';
import { languageNames } from '../volunteering/words';
import { changedThings, type ImportRow } from './words';

type Change = ImportRow['changes'][number];

/** What the person has now, and what they would have: a row is judged by it before anything is written. */
export function RowChanges({ changes }: { changes: Change[] }) {
  return (
    <List listStyleType="none" size="sm">
      {changes.map((change, at) => (
        <List.Item key={at}>
          <OneChange {...change} />
        </List.Item>
      ))}
    </List>
  );
}

function OneChange({ what, field, before, after }: Change) {
  const name = what === 'field' ? field : changedThings[what];
  return (
    <>
      <strong>{name}: </strong>
      {before && (
        <>
          <VisuallyHidden>was </VisuallyHidden>
          <Text span inherit c="dimmed" td="line-through">
            {before}
          </Text>
          <VisuallyHidden>, becomes</VisuallyHidden>{' '}
        </>
      )}
      <span style={{ overflowWrap: 'anywhere' }}>
        {what === 'speaks' ? languageNames('en')(after) : after}
      </span>
    </>
  );
}
