import './segments.css';
import { Alert, Loader } from '@mantine/core';
import { useState } from 'react';
import { LoadFailure } from '../parts/load-failure';
import { GroupEditor } from './group-editor';
import { isWhole, toFilter, toTree } from './tree';
import { useFields } from './use-fields';
import { type Filter } from './words';

interface FilterBuilderProps {
  ownerId: string;
  /** What it begins with. It is read once; give another `key` to begin anew. */
  initial: Filter;
  /** "People of whom" or the like: what stands before "all of these are true". */
  lead: string;
  /** What an empty filter means here. */
  none?: string;
  /** With every change that leaves no condition half chosen. */
  onChange: (filter: Filter) => void;
  isFixed?: boolean;
}

/** Builds a filter from sentences in groups, by mouse or by keyboard. */
export function FilterBuilder({ ownerId, initial, lead, none, onChange, isFixed }: FilterBuilderProps) {
  const [tree, setTree] = useState(() => toTree(initial));
  const fields = useFields(ownerId);
  if (fields.isLoadingError)
    return (
      <LoadFailure error={fields.error} onRetry={() => void fields.refetch()} what="What can be asked" />
    );
  if (!fields.data) return <Loader size="sm" aria-label="Loading what can be asked" />;
  return (
    <fieldset className="filter-builder" disabled={isFixed}>
      <legend className="filter-legend">{lead}</legend>
      <GroupEditor
        group={tree}
        fields={fields.data}
        depth={1}
        none={none}
        onChange={(next) => {
          setTree(next);
          if (isWhole(next)) onChange(toFilter(next));
        }}
      />
      {!isWhole(tree) && (
        <Alert color="orange" mt="xs" py="xs">
          A condition is not finished: until it is, the last finished state counts.
        </Alert>
      )}
    </fieldset>
  );
}
