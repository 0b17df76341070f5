import { mergeAttributes, Node, type NodeViewRendererProps } from '@tiptap/core';
import { type NodeView } from '@tiptap/pm/view';
import { type CardKind, cardWords, titleOfCard } from './card-choices';

interface Target {
  kind: CardKind;
  id: string;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    mailCard: { addCard: (target: Target) => ReturnType };
  }
}

/** What a card leads to, looked up: the document keeps its id alone, and the server draws it for mail. */
function cardView({ node }: NodeViewRendererProps): NodeView {
  const { kind, id } = node.attrs as Target;
  const dom = document.createElement('div');
  const name = document.createElement('small');
  const title = document.createElement('strong');
  const asking = new AbortController();
  dom.dataset['mailCard'] = kind;
  name.textContent = cardWords[kind].name;
  dom.append(name, title);
  titleOfCard(kind, id, asking.signal).then(
    (found) => (title.textContent = found),
    () => (title.textContent = 'You cannot see what it leads to'),
  );
  return { dom, destroy: () => asking.abort(), ignoreMutation: () => true };
}

/** A petition or an event on a card of its own. */
export const CardNode = Node.create({
  name: 'card',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ kind: { default: 'petition' }, id: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'div[data-mail-card]',
      getAttrs: (element) => ({
        kind: element.getAttribute('data-mail-card'),
        id: element.getAttribute('data-id'),
      }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { kind, id } = node.attrs as Target;
    return ['div', mergeAttributes(HTMLAttributes, { 'data-mail-card': kind, 'data-id': id })];
  },
  addNodeView: () => cardView,
  addCommands() {
    return {
      addCard:
        (target) =>
        ({ commands }) =>
          commands.insertContent([{ type: this.name, attrs: target }, { type: 'paragraph' }]),
    };
  },
});
