import { isUUID } from 'class-validator';

/**
 * The body of a mail as the editor (Tiptap) keeps it, read by an allow-list. What is not on it vanishes: unknown nodes
 * with their attributes, marks, styles, and links that lead to anything but the web, a mailbox or a telephone.
 */
export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Block[][] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'divider' }
  | { kind: 'image'; src: string; alt: string; href: string | null }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'columns'; columns: Block[][] }
  | { kind: 'card'; target: CardTarget };

/** What people can be asked to do by a card of its own. */
const CARD_KINDS = ['petition', 'event'] as const;

/** What a card leads to, and all that the document says of it. */
export interface CardTarget {
  kind: (typeof CARD_KINDS)[number];
  id: string;
}

export type Inline =
  { kind: 'break' } | { kind: 'text'; text: string; marks: ReadonlySet<Mark>; href: string | null };

export type Mark = 'bold' | 'italic' | 'underline';

const MARKS: ReadonlySet<string> = new Set<Mark>(['bold', 'italic', 'underline']);
/** Deeper or larger is no mail but an attempt to make the server work. */
const DEPTH = 12;
export const MOST_NODES = 5_000;

export function cardKey({ kind, id }: CardTarget): string {
  return `${kind}:${id}`;
}

interface Raw {
  type?: unknown;
  text?: unknown;
  attrs?: Record<string, unknown>;
  marks?: unknown;
  content?: unknown;
}

/** Reads `{ type: 'doc', content: [...] }`; anything else is an empty mail. */
export function readDocument(raw: unknown): Block[] {
  return new Reader().blocks(raw, 0);
}

/** True where the editor's document is small enough to be kept. */
export function isOfSensibleSize(raw: unknown): boolean {
  let nodes = 0;
  const visit = (node: unknown, depth: number): boolean => {
    if (++nodes > MOST_NODES || depth > 2 * DEPTH) return false;
    return asNodes((node as Raw | null)?.content).every((child) => visit(child, depth + 1));
  };
  return typeof raw === 'object' && raw !== null && visit(raw, 0);
}

class Reader {
  private left = MOST_NODES;

  blocks(raw: unknown, depth: number): Block[] {
    if (depth > DEPTH) return [];
    return asNodes((raw as Raw | null)?.content).flatMap((node) => this.block(node, depth + 1));
  }

  private block(node: Raw, depth: number): Block[] {
    if (this.left-- <= 0) return [];
    switch (node.type) {
      case 'paragraph':
        return [{ kind: 'paragraph', children: this.inlines(node) }];
      case 'heading': {
        const level = Number(node.attrs?.['level']);
        return [
          { kind: 'heading', level: level === 1 ? 1 : level === 3 ? 3 : 2, children: this.inlines(node) },
        ];
      }
      case 'bulletList':
      case 'orderedList': {
        const items = asNodes(node.content).filter(({ type }) => type === 'listItem');
        return [
          {
            kind: 'list',
            isOrdered: node.type === 'orderedList',
            items: items.map((item) => this.blocks(item, depth + 1)),
          },
        ];
      }
      case 'blockquote':
        return [{ kind: 'quote', children: this.blocks(node, depth) }];
      case 'horizontalRule':
        return [{ kind: 'divider' }];
      case 'image': {
        const src = webAddress(node.attrs?.['src']);
        if (!src) return [];
        return [
          { kind: 'image', src, alt: asText(node.attrs?.['alt']), href: webAddress(node.attrs?.['href']) },
        ];
      }
      case 'button': {
        const href = safeHref(node.attrs?.['href']);
        const label = asText(node.attrs?.['label']).trim();
        return href && label ? [{ kind: 'button', label, href }] : [];
      }
      case 'card': {
        const kind = CARD_KINDS.find((each) => each === node.attrs?.['kind']);
        const id = asText(node.attrs?.['id']).toLowerCase();
        return kind && isUUID(id) ? [{ kind: 'card', target: { kind, id } }] : [];
      }
      case 'columns':
        return [
          {
            kind: 'columns',
            columns: asNodes(node.content)
              .filter(({ type }) => type === 'column')
              .slice(0, 2)
              .map((column) => this.blocks(column, depth + 1)),
          },
        ];
      default:
        return [];
    }
  }

  private inlines(node: Raw): Inline[] {
    return asNodes(node.content).flatMap((child): Inline[] => {
      if (this.left-- <= 0) return [];
      if (child.type === 'hardBreak') return [{ kind: 'break' }];
      if (child.type !== 'text') return [];
      const marks = asNodes(child.marks);
      const link = marks.find(({ type }) => type === 'link');
      return [
        {
          kind: 'text',
          text: asText(child.text),
          marks: new Set(marks.map(({ type }) => type as Mark).filter((type) => MARKS.has(type))),
          href: link ? safeHref(link.attrs?.['href']) : null,
        },
      ];
    });
  }
}

/** http, https, mailto and tel; null for everything else, `javascript:` in all its spellings among it. */
export function safeHref(value: unknown): string | null {
  const text = asText(value).trim();
  if (/^mailto:[^\s<>"']{3,320}$/i.test(text) || /^tel:\+?[\d\s().-]{3,30}$/i.test(text)) return text;
  return webAddress(text);
}

/** An absolute http or https URL in its normal form, without a user part (E60), or null. */
export function webAddress(value: unknown): string | null {
  const text = asText(value).trim();
  if (!/^https?:\/\//i.test(text) || text.length > 2_000) return null;
  try {
    const url = new URL(text);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null; // not a URL: the text stays, without a link
  }
}

function asNodes(value: unknown): Raw[] {
  return Array.isArray(value)
    ? (value as unknown[]).filter((each): each is Raw => typeof each === 'object' && each !== null)
    : [];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
