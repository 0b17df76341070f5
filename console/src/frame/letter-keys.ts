import { useLocalStorage } from '@mantine/hooks';

/** Whether single-letter shortcuts are on: a choice of this browser, so that it needs no network. */
export function useLetterKeys() {
  return useLocalStorage({ key: 'accord.letter-keys', defaultValue: true, getInitialValueInEffect: false });
}
