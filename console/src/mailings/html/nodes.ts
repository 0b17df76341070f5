/** The editor's document (Tiptap JSON), as far as HTML can become it. */
export interface DocNode {
  type: string;
  attrs?: Record<string, string | number | null>;
  content?: DocNode[];
  text?: string;
  marks?: Mark[];
}

export interface Mark {
  type: 'bold' | 'italic' | 'underline' | 'link';
  attrs?: { href: string };
}

/** The server's own limit (email/compose/document): it refuses a body of more. */
export const MOST_NODES = 5_000;
/** All languages of a mail are saved together, in at most 1 MiB; mail programs cut one off after some 100 KB anyway. */
export const LONGEST_BODY = 250_000;

/** Whether the server takes such a body. */
export function isOfSensibleSize(body: DocNode): boolean {
  return nodesIn(body) <= MOST_NODES && JSON.stringify(body).length <= LONGEST_BODY;
}

function nodesIn(node: DocNode): number {
  return (node.content ?? []).reduce((sum, child) => sum + nodesIn(child), 1);
}

export function withMarks(marks: Mark[], added: readonly Mark['type'][]): Mark[] {
  const isLink = marks.some(({ type }) => type === 'link'); // underlined it is anyway
  const fresh = added.filter(
    (type) => !marks.some((mark) => mark.type === type) && !(isLink && type === 'underline'),
  );
  return [...marks, ...fresh.map((type) => ({ type }))];
}

/** The editor's lists begin each line with a paragraph. */
export function asItem([first, ...rest]: DocNode[]): DocNode[] {
  if (first?.type === 'paragraph') return [first, ...rest];
  if (first?.type === 'heading') return [{ type: 'paragraph', content: first.content }, ...rest];
  return [{ type: 'paragraph' }, ...(first ? [first] : []), ...rest];
}

/** How much there is, for people: `words`, and how many of each kind. */
export interface Amount {
  words: number;
  headings: number;
  paragraphs: number;
  lists: number;
  quotes: number;
  images: number;
  buttons: number;
  dividers: number;
  links: number;
}

const COUNTED: Record<string, keyof Amount> = {
  heading: 'headings',
  paragraph: 'paragraphs',
  bulletList: 'lists',
  orderedList: 'lists',
  blockquote: 'quotes',
  image: 'images',
  button: 'buttons',
  horizontalRule: 'dividers',
};

export function amountIn(blocks: readonly DocNode[]): Amount {
  const amount: Amount = {
    words: 0,
    headings: 0,
    paragraphs: 0,
    lists: 0,
    quotes: 0,
    images: 0,
    buttons: 0,
    dividers: 0,
    links: 0,
  };
  const hrefOf = (node: DocNode | undefined) => node?.marks?.find(({ type }) => type === 'link')?.attrs?.href;
  const visit = (nodes: readonly DocNode[], parent: string): void => {
    let text = '';
    nodes.forEach((node, at) => {
      const counted = COUNTED[node.type];
      // What a list's line says is no paragraph to those who read it.
      if (counted && !(node.type === 'paragraph' && parent === 'listItem')) amount[counted]++;
      text += node.text ?? (node.type === 'button' ? ` ${String(node.attrs?.['label'])} ` : ' ');
      const href = hrefOf(node);
      if (href && href !== hrefOf(nodes[at - 1])) amount.links++; // partly bold, it is one link still
      visit(node.content ?? [], node.type);
    });
    amount.words += text.split(/\s+/).filter(Boolean).length;
  };
  visit(blocks, 'doc');
  return amount;
}
