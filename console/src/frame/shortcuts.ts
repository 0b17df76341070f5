import { useEffect, useRef } from 'react';

/**
 * Keyboard shortcuts. `keys` is a chord (`mod+s`, `mod+enter`, `?`) or two letters one after the other
 * (`g p`); `mod` is Ctrl, or Cmd on a Mac.
 */
export interface Shortcut {
  keys: string;
  label: string;
  group: ShortcutGroup;
  run: () => void;
}
export type ShortcutGroup = 'Everywhere' | 'Go to' | 'This screen' | 'Forms';

const SEQUENCE_MS = 1_200;
// In the order of mounting: of two with the same keys the inner, later one answers.
const live: Shortcut[] = [];

/** Every shortcut that works right now, inner ones hiding outer ones with the same keys. */
export function listShortcuts(): Shortcut[] {
  return [...new Map(live.map((shortcut) => [shortcut.keys, shortcut])).values()];
}

/** Adds a shortcut while the component is mounted (and `enabled`). */
export function useShortcut(
  keys: string,
  label: string,
  run: () => void,
  { group = 'This screen', enabled = true }: { group?: ShortcutGroup; enabled?: boolean } = {},
): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const shortcut: Shortcut = { keys, label, group, run: () => latest.current() };
    live.push(shortcut);
    return () => void live.splice(live.indexOf(shortcut), 1);
  }, [keys, label, group, enabled]);
}

/** The chord of a key press in the notation above, or undefined for a lone modifier and Alt chords. */
export function chordOf(event: KeyboardEvent): string | undefined {
  if (event.altKey || ['Control', 'Meta', 'Shift', 'Alt'].includes(event.key)) return undefined;
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null;
}

/**
 * Listens for the whole page; the frame mounts it once. Single characters stay silent while someone
 * types, while a dialog is open, and where the account has switched them off (WCAG 2.1.4).
 */
export function useShortcutListener(lettersOn: boolean): void {
  useEffect(() => {
    let first: { key: string; at: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      if (!chord || event.defaultPrevented) return;
      const isCharacter = !chord.startsWith('mod+');
      const isSilent = isTyping(event.target) || document.querySelector('[aria-modal="true"]') !== null;
      if (isCharacter && (!lettersOn || isSilent)) return;
      const keys = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${chord}` : chord;
      first =
        isCharacter && live.some((s) => s.keys.startsWith(`${chord} `))
          ? { key: chord, at: event.timeStamp }
          : undefined;
      const shortcut = live.findLast((candidate) => candidate.keys === keys);
      if (!shortcut) return;
      event.preventDefault();
      first = undefined;
      shortcut.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [lettersOn]);
}
