import { type CSSProperties, type ReactElement, type ReactNode } from 'react';
import { type Block, type CardTarget, type Inline } from './document.js';
import { type Card } from './mail-cards.access.js';

/** How a body is shown: the sender's colour, and what stands in the place of each text and link. */
export interface BodyStyle {
  colour: string;
  /** What the author wrote, with places or values for its merge tags. React escapes it. */
  textOf: (written: string) => string;
  /** Gives the href for a link of the body: a place that is filled for each recipient. */
  hrefOf: (url: string) => string;
  /** What a card shows; one that leads nowhere is not shown. */
  cardOf: (target: CardTarget) => Card | undefined;
}

const HEADING: Record<1 | 2 | 3, CSSProperties> = {
  1: { fontSize: 26, lineHeight: 1.2, margin: '0 0 16px' },
  2: { fontSize: 20, lineHeight: 1.25, margin: '24px 0 12px' },
  3: { fontSize: 17, lineHeight: 1.3, margin: '20px 0 8px' },
};

function Text({ inline, style }: { inline: Inline; style: BodyStyle }): ReactElement {
  if (inline.kind === 'break') return <br />;
  let shown: ReactNode = style.textOf(inline.text);
  if (inline.marks.has('bold')) shown = <strong>{shown}</strong>;
  if (inline.marks.has('italic')) shown = <em>{shown}</em>;
  if (inline.marks.has('underline')) shown = <u>{shown}</u>;
  if (inline.href) {
    shown = (
      <a href={style.hrefOf(inline.href)} style={{ color: style.colour }}>
        {shown}
      </a>
    );
  }
  return <>{shown}</>;
}

function Inlines({ of, style }: { of: readonly Inline[]; style: BodyStyle }): ReactElement {
  return (
    <>
      {of.map((inline, at) => (
        <Text key={at} inline={inline} style={style} />
      ))}
    </>
  );
}

function Button({ label, href, style }: { label: string; href: string; style: BodyStyle }): ReactElement {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '0 0 20px' }}>
      <tbody>
        <tr>
          <td style={{ background: style.colour, borderRadius: 6 }}>
            <a
              href={style.hrefOf(href)}
              style={{
                display: 'inline-block',
                padding: '13px 24px',
                color: '#ffffff',
                fontWeight: 700,
                textDecoration: 'none',
              }}
            >
              {style.textOf(label)}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Picture({ block, style }: { block: Block & { kind: 'image' }; style: BodyStyle }): ReactElement {
  const image = (
    <img
      src={block.src}
      alt={block.alt}
      width={544}
      style={{ display: 'block', width: '100%', maxWidth: 544, height: 'auto', border: 0 }}
    />
  );
  return (
    <div style={{ margin: '0 0 20px' }}>
      {block.href ? <a href={style.hrefOf(block.href)}>{image}</a> : image}
    </div>
  );
}

function CardView({ card, style }: { card: Card; style: BodyStyle }): ReactElement {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '0 0 20px', border: '1px solid #d5dde0', borderLeft: `4px solid ${style.colour}` }}
    >
      <tbody>
        <tr>
          <td style={{ padding: '16px 18px 0' }}>
            <p style={{ margin: '0 0 4px', fontSize: 13, color: '#47555a' }}>{card.kind}</p>
            <p style={{ margin: '0 0 6px', fontSize: 18, lineHeight: 1.3, fontWeight: 700 }}>{card.title}</p>
            {card.line && <p style={{ margin: '0 0 14px', fontSize: 14 }}>{card.line}</p>}
            <Button label={card.action} href={card.url} style={style} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Columns({ block, style }: { block: Block & { kind: 'columns' }; style: BodyStyle }): ReactElement {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          {block.columns.map((column, at) => (
            <td
              key={at}
              width="50%"
              valign="top"
              style={{ paddingRight: at === 0 ? 12 : 0, paddingLeft: at === 0 ? 0 : 12 }}
            >
              <Blocks of={column} style={style} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function BlockView({ block, style }: { block: Block; style: BodyStyle }): ReactElement {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p style={{ margin: '0 0 16px' }}>
          <Inlines of={block.children} style={style} />
        </p>
      );
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return (
        <Heading style={HEADING[block.level]}>
          <Inlines of={block.children} style={style} />
        </Heading>
      );
    }
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul';
      return (
        <List style={{ margin: '0 0 16px', paddingLeft: 22 }}>
          {block.items.map((item, at) => (
            <li key={at}>
              <Blocks of={item} style={style} />
            </li>
          ))}
        </List>
      );
    }
    case 'quote':
      return (
        <blockquote
          style={{ margin: '0 0 16px', padding: '2px 0 2px 14px', borderLeft: `4px solid ${style.colour}` }}
        >
          <Blocks of={block.children} style={style} />
        </blockquote>
      );
    case 'divider':
      return <hr style={{ border: 0, borderTop: '1px solid #d5dde0', margin: '24px 0' }} />;
    case 'image':
      return <Picture block={block} style={style} />;
    case 'button':
      return <Button label={block.label} href={block.href} style={style} />;
    case 'columns':
      return <Columns block={block} style={style} />;
    case 'card': {
      const card = style.cardOf(block.target);
      return card ? <CardView card={card} style={style} /> : <></>;
    }
  }
}

/** Blocks as HTML that mail programs of all ages show: tables for layout, styles on the elements. */
export function Blocks({ of, style }: { of: readonly Block[]; style: BodyStyle }): ReactElement {
  return (
    <>
      {of.map((block, at) => (
        <BlockView key={at} block={block} style={style} />
      ))}
    </>
  );
}
