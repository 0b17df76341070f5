import { type Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { type Selection } from '@tiptap/pm/state';
import { type DocNode, isOfSensibleSize } from './nodes';

/**
 * Puts blocks where the cursor stands, or in the place of everything, as one step that undo takes back. False where
 * the mail would become larger than the server takes; then nothing has changed.
 */
export function bringIn(editor: Editor, blocks: DocNode[], replacesAll: boolean): boolean {
  const isIn = editor.commands.command(({ tr, commands }) => {
    closeHistory(tr); // what was typed a moment ago is taken back by itself
    const all = { from: 0, to: tr.doc.content.size };
    commands.insertContentAt(replacesAll ? all : placeAfter(tr.selection), blocks);
    const fits = isOfSensibleSize(tr.doc.toJSON() as DocNode);
    if (!fits) tr.setMeta('preventDispatch', true);
    return fits;
  });
  if (isIn) editor.commands.focus();
  return isIn;
}

/** After what is selected, not in its place, so that nobody loses words; at the ends of a line it is left whole. */
function placeAfter({ $to }: Selection): number {
  if (!$to.parent.isTextblock || $to.parent.childCount === 0) return $to.pos;
  if ($to.parentOffset === 0) return $to.before();
  return $to.parentOffset === $to.parent.content.size ? $to.after() : $to.pos;
}
