import { mergeAttributes, Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    mailColumns: {
      addColumns: () => ReturnType;
      /** Those around the cursor, with what is in them. */
      removeColumns: () => ReturnType;
    };
  }
}

/** One side of ColumnsNode; it stands nowhere else. */
export const ColumnNode = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'div[data-mail-column]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-mail-column': '' }), 0],
});

/** Two columns beside one another; the mail has exactly two. */
export const ColumnsNode = Node.create({
  name: 'columns',
  group: 'block',
  content: 'column column',
  parseHTML: () => [{ tag: 'div[data-mail-columns]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { 'data-mail-columns': '' }),
    0,
  ],
  addCommands() {
    return {
      addColumns:
        () =>
        ({ commands, state }) => {
          const { from } = state.selection;
          const column = { type: ColumnNode.name, content: [{ type: 'paragraph' }] };
          const columns = { type: this.name, content: [column, column] };
          const isAdded = commands.insertContent([columns, { type: 'paragraph' }]);
          return isAdded && commands.setTextSelection(from + 2);
        },
      removeColumns:
        () =>
        ({ commands }) =>
          commands.deleteNode(this.name),
    };
  },
});
