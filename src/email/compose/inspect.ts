import { type Block, cardKey, type CardTarget, readDocument } from './document.js';
import { tagsIn, type UsedTag } from './merge-tags.js';

/** What the checks before sending look at. */
export interface Inspection {
  tags: UsedTag[];
  imagesWithoutAlt: number;
  /** Whether there is anything to read. */
  hasContent: boolean;
  links: string[];
  /** What its cards lead to, each once. */
  cards: CardTarget[];
}

export function inspect(draft: { subject: string; previewText: string; body: unknown }): Inspection {
  const blocks = readDocument(draft.body);
  const texts: string[] = [];
  const links: string[] = [];
  const cards = new Map<string, CardTarget>();
  let imagesWithoutAlt = 0;
  let images = 0;
  const visit = (block: Block): void => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        for (const inline of block.children) {
          if (inline.kind !== 'text') continue;
          texts.push(inline.text);
          if (inline.href) links.push(inline.href);
        }
        break;
      case 'list':
        block.items.flat().forEach(visit);
        break;
      case 'quote':
        block.children.forEach(visit);
        break;
      case 'columns':
        block.columns.flat().forEach(visit);
        break;
      case 'button':
        texts.push(block.label);
        links.push(block.href);
        break;
      case 'image':
        images++;
        if (block.alt.trim() === '') imagesWithoutAlt++;
        if (block.href) links.push(block.href);
        break;
      case 'card':
        cards.set(cardKey(block.target), block.target);
        break;
      case 'divider':
        break;
    }
  };
  blocks.forEach(visit);
  return {
    tags: [draft.subject, draft.previewText, ...texts].flatMap(tagsIn),
    imagesWithoutAlt,
    hasContent: images > 0 || cards.size > 0 || texts.some((text) => text.trim() !== ''),
    links: [...new Set(links)],
    cards: [...cards.values()],
  };
}
