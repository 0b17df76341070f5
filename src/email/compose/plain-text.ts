import { type Block, type Inline } from './document.js';
import { withPlaces } from './merge-tags.js';

/** The text part (RFC 2046 5.1.4): what the HTML says, for those who read or hear text. Links stand where they are. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(asText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function asText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.children);
    case 'heading': {
      const text = inlineText(block.children);
      return text === ''
        ? ''
        : `${text}\n${(block.level === 1 ? '=' : '-').repeat(Math.min(text.length, 60))}`;
    }
    case 'list':
      return block.items
        .map((item, at) => indent(plainText(item), block.isOrdered ? `${at + 1}. ` : '- '))
        .join('\n');
    case 'quote':
      return plainText(block.children).replace(/^/gm, '> ');
    case 'divider':
      return '-'.repeat(40);
    case 'image':
      return [block.alt && `[${block.alt}]`, block.href].filter(Boolean).join('\n');
    case 'button':
      return `${withPlaces(block.label)}:\n${block.href}`;
    case 'columns':
      return block.columns.map(plainText).join('\n\n');
  }
}

function inlineText(inlines: readonly Inline[]): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.kind === 'break') text += '\n';
    else {
      text += withPlaces(inline.text);
      const isShown = inline.text.trim() === inline.href || `mailto:${inline.text.trim()}` === inline.href;
      if (inline.href && !isShown) text += ` <${inline.href}>`;
    }
  }
  return text.trim();
}

function indent(text: string, bullet: string): string {
  return bullet + text.replaceAll('\n', `\n${' '.repeat(bullet.length)}`);
}
