import { foreignTagsIn, translateTags } from './foreign-tags';
import { type LeftOut } from './left-out';
import { type Amount, amountIn, type DocNode, isOfSensibleSize } from './nodes';
import { HtmlReader } from './reader';

/**
 * Ten times what Gmail shows of a mail before it cuts it off (102 KB): room for what tools put around the words, and
 * still read in a moment. A mail of more has its pictures in it, and those stay behind.
 */
export const LONGEST_SOURCE = 1_000_000;

/** Browsers keep some 500 levels, and take minutes over a hundred thousand; mails of nested tables have about 60. */
const DEEPEST_SOURCE = 1_000;
/** They close by themselves, or hold nothing. */
const NEVER_DEEP =
  /^(?:p|li|d[td]|t[dhr]|tbody|thead|tfoot|option|a|br|hr|img|input|meta|link|base|col|area|wbr|source|embed|track)$/i;

export interface HtmlReading {
  blocks: DocNode[];
  amount: Amount;
  leftOut: LeftOut;
  /** What the links of the other tool said, so that people see that it was no more. */
  ofOtherTool: string[];
  /** Merge tags that became ours, and those that nobody fills, each once. */
  turnedTags: number;
  unknownTags: string[];
}

export type ReadHtml = { problem: string } | HtmlReading;

/** Somebody's HTML as blocks of the editor, and what is to be told about them. */
export function readHtml(source: string): ReadHtml {
  const problem = problemOf(source);
  if (problem) return { problem };
  const reader = new HtmlReader();
  const read = reader.read(parsed(source));
  const tags = new Tags();
  const blocks = read.map((block) => tags.translated(block));
  const amount = amountIn(blocks);
  if (amount.words === 0 && amount.images === 0)
    return { problem: 'There is nothing to read in this HTML: no words and no pictures that can come in.' };
  if (!isOfSensibleSize({ type: 'doc', content: blocks }))
    return { problem: 'This is too long for one mail. Paste a part of it.' };
  return {
    blocks,
    amount,
    leftOut: reader.leftOut,
    ofOtherTool: reader.ofOtherTool,
    turnedTags: tags.turned,
    unknownTags: [...tags.unknown],
  };
}

/**
 * Nothing in it runs and nothing is loaded: DOMParser's page has no window (HTML 8.5.1), and what a template of it
 * holds is no part even of that page. In the page itself browsers would still judge each <style> by our policy, and
 * handlers such as onclick anywhere, though they never act: they lose their names, so that no breach is reported.
 */
function parsed(source: string): DocumentFragment {
  const template = new DOMParser().parseFromString('', 'text/html').createElement('template');
  template.innerHTML = source.replaceAll(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replaceAll(/([\s"'])(on[a-z]+\s*=)/gi, '$1data-$2'),
  );
  return template.content;
}

function problemOf(source: string): string | undefined {
  if (source.trim() === '') return 'Paste the HTML of a mail, or choose a file.';
  if (source.length > LONGEST_SOURCE)
    return 'This is longer than a million characters, ten times what mail programs show. Take the pictures out that are inside it, or paste a part of it.';
  if (
    /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*(?:mime-version|content-type):/i.test(
      source.trimStart().slice(0, 20_000),
    )
  )
    return 'This is a whole mail with its headers. Paste only its HTML, from <html to </html>.';
  if (!/<[a-z!][^<>]*>/i.test(source))
    return 'There is no HTML in this: it has no tags such as <p>. Plain text goes straight into the editor.';
  if (nestingOf(source) > DEEPEST_SOURCE)
    return 'This HTML is nested too deeply to be read, most likely because its tags are not closed. Save the mail again as HTML.';
  return undefined;
}

/** How many elements stand in one another at most, by their tags alone. */
function nestingOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [, close, name] of source.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (NEVER_DEEP.test(name!)) continue;
    depth = close ? Math.max(depth - 1, 0) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Tags of other tools, wherever a block can hold one. */
class Tags {
  turned = 0;
  readonly unknown = new Set<string>();

  translated(node: DocNode): DocNode {
    for (const mark of node.marks ?? []) if (mark.attrs) this.seen(mark.attrs.href);
    if (node.text !== undefined) return { ...node, text: this.text(node.text) };
    if (node.type === 'button') {
      this.seen(String(node.attrs?.['href']));
      return { ...node, attrs: { ...node.attrs, label: this.text(String(node.attrs?.['label'])) } };
    }
    if (node.type === 'image') {
      // Our mail fills none in the words or the address of an image.
      this.seen(String(node.attrs?.['alt']));
      this.seen(String(node.attrs?.['href'] ?? ''));
    }
    return node.content ? { ...node, content: node.content.map((child) => this.translated(child)) } : node;
  }

  private text(text: string): string {
    const { text: translated, turned, unknown } = translateTags(text);
    this.turned += turned;
    unknown.forEach((tag) => this.unknown.add(tag));
    return translated;
  }

  /** In an address nothing is filled: who reads must not stand in it. */
  private seen(text: string): void {
    const plain = text
      .replaceAll('%7B', '{')
      .replaceAll('%7D', '}')
      .replaceAll('%7C', '|')
      .replaceAll('%20', ' ');
    foreignTagsIn(plain).forEach((tag) => this.unknown.add(tag));
  }
}
