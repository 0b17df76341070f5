import { useLocalStorage } from '@mantine/hooks';
import { type Column } from './types';

/** The columns that this browser shows of a table, and how to show or hide one. */
export function useColumns<Row, Field extends string>(noun: string, columns: Column<Row, Field>[]) {
  const [hidden, setHidden] = useLocalStorage<string[]>({
    key: `accord.hidden-columns.${noun}`,
    defaultValue: columns.filter(({ isHidden }) => isHidden).map(({ key }) => key),
    getInitialValueInEffect: false,
  });
  const isShown = ({ key }: { key: string }) => !hidden.includes(key);
  const toggle = (key: string) =>
    setHidden(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key]);
  // The first column names the row and stays.
  return { shown: columns.filter((column, i) => i === 0 || isShown(column)), isShown, toggle };
}
