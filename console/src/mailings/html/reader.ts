import { imageAddress, linkAddress } from './addresses';
import { BLOCKS, flat, isButton, isHidden, isIcon, isOfOtherTool, isPixel, marksOf } from './elements';
import { Flow, type Textblock } from './flow';
import { type LeftOutKind, nothingLeftOut } from './left-out';
import { asItem, type DocNode, type Mark, withMarks } from './nodes';

/** Where the reading stands: what is around the element. */
interface Place {
  flow: Flow;
  block: Textblock;
  marks: Mark[];
  /** Of lists and quotes in one another. */
  nesting: number;
  isForm: boolean;
  isVerbatim: boolean;
}

/** Lists and quotes in one another: the server draws a mail 12 deep, of which a list takes two, and columns may be around. */
const DEEPEST = 4;
/** A button says what to do; more words than these on a coloured ground are a text that is a link. */
const LONGEST_LABEL = 100;
/** Shown by nobody, and nothing to tell of. */
const SILENT = new Set([
  'title',
  'meta',
  'base',
  'template',
  'datalist',
  'area',
  'map',
  'col',
  'colgroup',
  'wbr',
]);
const CONTROLS = new Set([
  'input',
  'select',
  'textarea',
  'button',
  'label',
  'legend',
  'progress',
  'meter',
  'output',
]);
const EMBEDDED = new Set([
  'video',
  'audio',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'canvas',
  'svg',
  'math',
]);

/** Reads a parsed page into blocks, once. It only looks: the page is inert, and nothing of it is put anywhere. */
export class HtmlReader {
  readonly leftOut = nothingLeftOut();
  /** What the links of the other tool said. */
  readonly ofOtherTool: string[] = [];

  read(page: DocumentFragment): DocNode[] {
    const flow = this.flow();
    const place: Place = {
      flow,
      block: { type: 'paragraph' },
      marks: [],
      nesting: 0,
      isForm: false,
      isVerbatim: false,
    };
    this.all(page.childNodes, place);
    flow.end(place.block);
    return flow.blocks();
  }

  private flow(): Flow {
    return new Flow((said) => {
      this.leftOut.other_tool += said.length;
      this.ofOtherTool.push(...said);
    });
  }

  private count(kind: LeftOutKind): void {
    this.leftOut[kind]++;
  }

  /** Browsers build no page that is more than some 500 elements deep, whatever its source says. */
  private all(nodes: Iterable<Node>, place: Place): void {
    for (const node of nodes) {
      if (node.nodeType === Node.TEXT_NODE) this.words(node.nodeValue ?? '', place);
      else if (node.nodeType === Node.COMMENT_NODE) {
        // `[if !mso]><!` only opens what all others show.
        if (/^\s*\[if\b[^\]]*\]>(?!<!$)/i.test(node.nodeValue ?? '')) this.count('outlook');
      } else if (node.nodeType === Node.ELEMENT_NODE) this.element(node as Element, place);
    }
  }

  private words(text: string, { flow, marks, isVerbatim }: Place): void {
    const lines = isVerbatim ? text.split('\n') : [text];
    lines.forEach((line, at) => {
      if (at > 0) flow.breakLine();
      flow.say(line, marks);
    });
  }

  private element(element: Element, place: Place): void {
    const name = element.localName;
    if (SILENT.has(name)) return;
    if (name === 'script') return this.count('scripts');
    if (name === 'style' || name === 'link') return this.count('styles');
    if (EMBEDDED.has(name)) return this.count('embedded');
    if (CONTROLS.has(name)) {
      if (!place.isForm) this.count('forms');
      return;
    }
    if (name === 'img') return this.image(element, place);
    if (isHidden(element)) {
      if (flat(element) !== '') this.count('hidden');
      return;
    }
    this.shown(name, element, place);
  }

  private shown(name: string, element: Element, place: Place): void {
    const { flow, block } = place;
    if (name === 'br') return flow.breakLine();
    if (name === 'a') return this.link(element, place);
    const marks = withMarks(place.marks, marksOf(element));
    if (name === 'form') this.count('forms');
    if (name === 'table' && element.querySelector(':scope > * > tr > th')) this.count('tables');
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (!level && !BLOCKS.has(name) && !['hr', 'ul', 'ol', 'blockquote'].includes(name))
      return this.all(element.childNodes, { ...place, marks });

    flow.end(block);
    if (name === 'hr') return flow.add({ type: 'horizontalRule' });
    const isNested = name === 'ul' || name === 'ol' || name === 'blockquote';
    // Deeper than a mail can be: what is in it follows what it was in.
    if (isNested && place.nesting < DEEPEST) {
      if (name === 'blockquote') return this.quote(element, { ...place, marks });
      return this.list(element, { ...place, marks });
    }
    const inner: Place = {
      ...place,
      // A heading is bold as it is.
      marks: level ? marks.filter(({ type }) => type !== 'bold') : marks,
      block: level ? { type: 'heading', level: Math.min(Number(level), 3) as 1 | 2 | 3 } : block,
      isForm: place.isForm || name === 'form',
      isVerbatim: place.isVerbatim || name === 'pre',
    };
    this.all(element.childNodes, inner);
    flow.end(inner.block);
  }

  private within(nodes: Iterable<Node>, place: Place): DocNode[] {
    const flow = this.flow();
    const inner: Place = { ...place, flow, block: { type: 'paragraph' }, nesting: place.nesting + 1 };
    this.all(nodes, inner);
    flow.end(inner.block);
    return flow.blocks();
  }

  private quote(element: Element, place: Place): void {
    const content = this.within(element.childNodes, place);
    if (content.length > 0) place.flow.add({ type: 'blockquote', content });
  }

  private list(element: Element, place: Place): void {
    const items: DocNode[][] = [];
    for (const child of element.children) {
      if (child.localName !== 'li') {
        // A list that stands straight in a list belongs to the line before it.
        const stray = this.within([child], place);
        const last = items.at(-1);
        if (last) last.push(...stray);
        else if (stray.length > 0) items.push(stray);
      } else if (isHidden(child)) {
        this.count('hidden');
      } else {
        const blocks = this.within(child.childNodes, {
          ...place,
          marks: withMarks(place.marks, marksOf(child)),
        });
        if (blocks.length > 0) items.push(blocks);
      }
    }
    if (items.length === 0) return;
    place.flow.add({
      type: element.localName === 'ol' ? 'orderedList' : 'bulletList',
      content: items.map((blocks) => ({ type: 'listItem', content: asItem(blocks) })),
    });
  }

  private link(element: Element, place: Place): void {
    const { flow, block } = place;
    const written = element.getAttribute('href')?.trim() ?? '';
    const label = flat(element);
    const marks = withMarks(place.marks, marksOf(element)).filter(({ type }) => type !== 'link');
    if (isOfOtherTool(element)) {
      if (label !== '') flow.say(element.textContent ?? '', marks, true);
      else this.count('other_tool');
      return;
    }
    const href = linkAddress(written);
    if (!href) {
      if (written !== '' && (label !== '' || element.querySelector('img'))) this.count('links');
      return this.all(element.childNodes, { ...place, marks });
    }
    const isPlain = label !== '' && label.length <= LONGEST_LABEL && !element.querySelector('img');
    if (isPlain && isButton(element)) {
      flow.end(block);
      flow.add({ type: 'button', attrs: { label, href } });
      return;
    }
    const unlined = marks.filter(({ type }) => type !== 'underline');
    const linked: Mark[] = [...unlined, { type: 'link', attrs: { href } }];
    this.all(element.childNodes, { ...place, marks: linked });
  }

  private image(element: Element, place: Place): void {
    if (isPixel(element)) return this.count('pixels');
    const alt = element.getAttribute('alt')?.replaceAll(/\s+/g, ' ').trim() ?? '';
    const src = imageAddress(element.getAttribute('src') ?? '');
    const link = place.marks.find(({ type }) => type === 'link');
    if (!src || isIcon(element)) {
      this.count(src ? 'icons' : 'pictures');
      // Its words lead where it led.
      if (link && alt) place.flow.say(` ${alt} `, place.marks);
      return;
    }
    place.flow.end(place.block);
    const href = link?.attrs?.href;
    place.flow.add({ type: 'image', attrs: { src, alt, href: href && /^http/.test(href) ? href : null } });
  }
}
