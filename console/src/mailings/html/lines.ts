import { type DocNode, type Mark } from './nodes';

/** A piece of running text, or a break; `isOfOtherTool` where it was a link back to where the mail comes from. */
export type Piece = { text: string; marks: Mark[]; isOfOtherTool?: boolean } | 'break';
type Words = Exclude<Piece, 'break'>;

/** A line that says no more than this beside its link for leaving is about leaving, and goes with it. */
const LONGEST_REMARK = 160;

export interface Lines {
  /** The inline nodes of each paragraph; blank ones are none. */
  paragraphs: DocNode[][];
  /** What the links of the other tool said, with the line around them where it goes too. */
  ofOtherTool: string[];
}

/** Running text as a mail's source has it, cut into paragraphs: an empty line between two breaks ends one. */
export function linesOf(pieces: readonly Piece[]): Lines {
  const ofOtherTool: string[] = [];
  const paragraphs: Words[][][] = [[]];
  for (const line of split(pieces).map(collapsed)) {
    const kept = withoutOtherTool(line, ofOtherTool);
    // A line that goes leaves no gap; one that was empty before ends the paragraph.
    if (kept.length > 0) paragraphs.at(-1)!.push(kept);
    else if (line.length === 0) paragraphs.push([]);
  }
  return {
    paragraphs: paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) =>
        lines.flatMap((line, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...line.map(asNode)]),
      ),
    ofOtherTool,
  };
}

function split(pieces: readonly Piece[]): Words[][] {
  const lines: Words[][] = [[]];
  for (const piece of pieces) {
    if (piece === 'break') lines.push([]);
    else lines.at(-1)!.push(piece);
  }
  return lines;
}

/** One space for many, none at the ends, and what looks alike in one piece: so a tag that was cut up is whole again. */
function collapsed(line: Words[]): Words[] {
  const joined: Words[] = [];
  let endsInSpace = true;
  for (const piece of line) {
    const spaced: string = piece.text
      .replaceAll(/[\u00AD\u034F\u200B\uE000\uE001\uFEFF]/g, '') // fill for the preview line, and what marks our tags
      .replaceAll(/\s+/g, ' ');
    const text: string = endsInSpace ? spaced.trimStart() : spaced;
    if (text === '') continue;
    endsInSpace = text.endsWith(' ');
    const last = joined.at(-1);
    if (last && isAlike(last, piece)) last.text += text;
    else joined.push({ ...piece, text });
  }
  const last = joined.at(-1);
  if (last) last.text = last.text.trimEnd();
  return joined.filter(({ text }) => text !== '');
}

function isAlike(one: Words, other: Words): boolean {
  return (
    Boolean(one.isOfOtherTool) === Boolean(other.isOfOtherTool) &&
    JSON.stringify(one.marks) === JSON.stringify(other.marks)
  );
}

function withoutOtherTool(line: Words[], told: string[]): Words[] {
  const links = line.filter(({ isOfOtherTool }) => isOfOtherTool);
  if (links.length === 0) return line;
  const rest = line.filter(({ isOfOtherTool }) => !isOfOtherTool);
  const remark = textOf(rest).trim();
  const hasLinks = rest.some(({ marks }) => marks.some(({ type }) => type === 'link'));
  if (!hasLinks && remark.length <= LONGEST_REMARK) {
    told.push(textOf(line).trim());
    return [];
  }
  // In a long text its words hold a sentence together: they stay, and lead nowhere.
  told.push(...links.map(({ text }) => text.trim()));
  return line;
}

function textOf(line: readonly Words[]): string {
  return line.map(({ text }) => text).join('');
}

function asNode({ text, marks }: Words): DocNode {
  return { type: 'text', text, ...(marks.length > 0 ? { marks } : {}) };
}
