import { mergeAttributes, Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    mailButton: { addButton: (attributes: { label: string; href: string }) => ReturnType };
  }
}

/** A call to action on a line of its own. The server draws it for mail; here it only looks alike. */
export const ButtonNode = Node.create({
  name: 'button',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ label: { default: '' }, href: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'div[data-mail-button]',
      getAttrs: (element) => ({ label: element.textContent, href: element.getAttribute('data-href') }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { label, href } = node.attrs as { label: string; href: string };
    return [
      'div',
      mergeAttributes(HTMLAttributes, { 'data-mail-button': '', 'data-href': href, title: href }),
      ['span', {}, label],
    ];
  },
  renderText: ({ node }) => String(node.attrs['label']),
  addCommands() {
    return {
      addButton:
        (attributes) =>
        ({ commands }) =>
          commands.insertContent([{ type: this.name, attrs: attributes }, { type: 'paragraph' }]),
    };
  },
});
