import { useRef, useState } from 'react';
import { type Selected } from './types';

export interface Selection extends Selected {
  has: (id: string) => boolean;
  /** Ticks the row at `index`; with shift, everything between it and the row ticked before. */
  tick: (index: number, isOn: boolean, isShift: boolean) => void;
  tickAll: (isOn: boolean) => void;
  selectAllMatching: () => void;
  areAllShown: boolean;
  areSomeShown: boolean;
}

/** Selection over the loaded rows, and over everything that matches where the total is known. */
export function useSelection(rows: { id: string }[], total: number | undefined): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAllMatching, setAllMatching] = useState(false);
  const anchor = useRef<number | undefined>(undefined);
  // Rows that a new filter took away are not selected any longer: nobody can see them.
  const shown = rows.filter(({ id }) => ids.has(id));

  const change = (changed: { id: string }[], isOn: boolean) => {
    const next = new Set(isAllMatching ? rows.map(({ id }) => id) : shown.map(({ id }) => id));
    for (const { id } of changed) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    setIds(next);
    setAllMatching(false);
  };

  return {
    ids: shown.map(({ id }) => id),
    isAllMatching,
    count: isAllMatching ? (total ?? rows.length) : shown.length,
    clear: () => {
      setIds(new Set());
      setAllMatching(false);
    },
    has: (id) => isAllMatching || ids.has(id),
    tick: (index, isOn, isShift) => {
      const from = isShift ? (anchor.current ?? index) : index;
      anchor.current = index;
      change(rows.slice(Math.min(from, index), Math.max(from, index) + 1), isOn);
    },
    tickAll: (isOn) => change(rows, isOn),
    selectAllMatching: () => setAllMatching(true),
    areAllShown: rows.length > 0 && (isAllMatching || shown.length === rows.length),
    areSomeShown: shown.length > 0,
  };
}
