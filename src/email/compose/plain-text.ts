import { type Block, type Inline } from './document.js';
import { type BodyStyle } from './mail-body.views.js';

type Style = Pick<BodyStyle, 'textOf' | 'cardOf'>;

/** The text part (RFC 2046 5.1.4): what the HTML says, for those who read or hear text. Links stand where they are. */
export function plainText(blocks: readonly Block[], style: Style): string {
  return blocks
    .map((block) => asText(block, style))
    .filter((text) => text !== '')
    .join('\n\n');
}

function asText(block: Block, style: Style): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.children, style);
    case 'heading': {
      const text = inlineText(block.children, style);
      return text === ''
        ? ''
        : `${text}\n${(block.level === 1 ? '=' : '-').repeat(Math.min(text.length, 60))}`;
    }
    case 'list':
      return block.items
        .map((item, at) => indent(plainText(item, style), block.isOrdered ? `${at + 1}. ` : '- '))
        .join('\n');
    case 'quote':
      return plainText(block.children, style).replace(/^/gm, '> ');
    case 'divider':
      return '-'.repeat(40);
    case 'image':
      return [block.alt && `[${block.alt}]`, block.href].filter(Boolean).join('\n');
    case 'button':
      return `${style.textOf(block.label)}:\n${block.href}`;
    case 'columns':
      return block.columns.map((column) => plainText(column, style)).join('\n\n');
    case 'card': {
      const card = style.cardOf(block.target);
      return card ? [`${card.kind}: ${card.title}`, card.line, card.url].filter(Boolean).join('\n') : '';
    }
  }
}

function inlineText(inlines: readonly Inline[], { textOf }: Style): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.kind === 'break') text += '\n';
    else {
      text += textOf(inline.text);
      const isShown = inline.text.trim() === inline.href || `mailto:${inline.text.trim()}` === inline.href;
      if (inline.href && !isShown) text += ` <${inline.href}>`;
    }
  }
  return text.trim();
}

function indent(text: string, bullet: string): string {
  return bullet + text.replaceAll('\n', `\n${' '.repeat(bullet.length)}`);
}
