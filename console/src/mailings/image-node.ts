import Image from '@tiptap/extension-image';

/** An image of a mail, which may lead somewhere: the server makes it a link. */
export const ImageNode = Image.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      href: {
        default: null,
        parseHTML: (element: HTMLElement) => element.getAttribute('data-href'),
        renderHTML: ({ href }: Record<string, unknown>) => (href ? { 'data-href': href, title: href } : {}),
      },
    };
  },
});
