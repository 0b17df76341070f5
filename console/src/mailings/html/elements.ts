/** What an element of somebody's mail is, by the little that mails say of themselves. */

/** No element of a real mail says more of its looks, and looking through more could take minutes. */
const LONGEST_STYLE = 2_000;

/** As written on the element. The parsed page is never shown, so nothing is ever computed. */
function styleOf(element: Element): string {
  return element.getAttribute('style')?.slice(0, LONGEST_STYLE).toLowerCase() ?? '';
}

export const BLOCKS = new Set(
  `address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer form header
  html legend li main menu nav p pre section summary table tbody td tfoot th thead tr`.split(/\s+/),
);

/** Not shown: a preview text above the mail, or what stands in for a phone. `mso-hide` hides from Outlook alone. */
export function isHidden(element: Element): boolean {
  return (
    element.hasAttribute('hidden') ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0)/.test(styleOf(element))
  );
}

/** One side of an image in pixels, as far as it says. */
function side(image: Element, name: 'width' | 'height'): number | undefined {
  const given =
    new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\d.]+)px`).exec(styleOf(image))?.[1] ??
    /^\s*([\d.]+)(?:px)?\s*$/.exec(image.getAttribute(name) ?? '')?.[1];
  return given === undefined ? undefined : Number(given);
}

/** Counts who opens the mail, or keeps a distance: one of its sides is at most 2 pixels, or its address says so. */
export function isPixel(image: Element): boolean {
  return (
    isHidden(image) ||
    (side(image, 'width') ?? 9) <= 2 ||
    (side(image, 'height') ?? 9) <= 2 ||
    /\/(?:track(?:ing)?\/)?open(?:\.php|\.aspx|\.gif|\?|$)|\/pixel\.(?:gif|png)|\bTrackView\b/i.test(
      image.getAttribute('src') ?? '',
    )
  );
}

/** A mail of ours shows images as wide as its text: an icon of up to 64 pixels would be a blur. Logos are larger. */
export function isIcon(image: Element): boolean {
  return Math.min(side(image, 'width') ?? 65, side(image, 'height') ?? 65) <= 64;
}

const BUTTON_CLASS = /(?:^|[\s_-])(?:[a-z]*button[a-z]*|btn|cta)(?:$|[\s_-])/i;

/** A link that looks like a button: it says so, or it stands on a colour of its own. */
export function isButton(link: Element): boolean {
  if (link.getAttribute('role') === 'button' || BUTTON_CLASS.test(link.className) || isColoured(link))
    return true;
  // The old way: the colour and its round corners are those of a cell that holds nothing else.
  const cell = link.closest('td');
  if (!cell || !isAlone(link, cell)) return false;
  return BUTTON_CLASS.test(cell.className) || (isColoured(cell) && /border-radius\s*:/.test(styleOf(cell)));
}

/** Asked before any text is compared: a cell may hold thousands of links. */
function isAlone(link: Element, cell: Element): boolean {
  for (let each = link; each !== cell; each = each.parentElement!)
    if (each.parentElement!.childElementCount !== 1) return false;
  return flat(cell) === flat(link);
}

function isColoured(element: Element): boolean {
  const colour =
    /(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)/.exec(styleOf(element))?.[1] ??
    element.getAttribute('bgcolor') ??
    '';
  return (
    colour !== '' && !/^\s*(?:transparent|none|inherit|initial|unset|white|#fff(?:fff)?\b)/i.test(colour)
  );
}

const OTHER_TOOL_TAG =
  /\*\|(?:UNSUB|ARCHIVE|UPDATE_PROFILE|FORWARD|ABOUT_LIST)\b|(?:unsubscribe|optin|manage|message|archive|browser|webversion|preferences)[\w.]*\s*(?:url|link)?\s*(?:\}\}|%\}|%|\])/i;
const OTHER_TOOL_ADDRESS =
  /unsubscribe|\bunsub\b|opt-?out|list-manage\.com\/(?:unsubscribe|profile|track)|manage[-_/]?(?:subscription|preferences)|campaign-archive\.com|\/subscription\/[0-9a-f-]{8}/i;
const OTHER_TOOL_WORDS =
  /\bunsubscribe\b|\bview (?:this |the |it )?(?:e-?mail |message |mail )?(?:in (?:your |a |the )?(?:web )?browser|online)\b|\b(?:update|manage) (?:your )?(?:e-?mail |subscription )?preferences\b|\bopt out\b|\bdarse de baja\b|\bcancelar (?:la |mi |su |sua |a |minha )?(?:suscripción|inscrição|assinatura)\b|\bdescadastrar\b|\bver (?:este )?(?:correo|mensaje|e-?mail|mensagem)? ?(?:en (?:el|su|tu)|no(?: seu)?) ?navegador\b/i;

/** Leads back to the tool that the mail comes from: ours puts its own links for leaving under each mail. */
export function isOfOtherTool(link: Element): boolean {
  const href = link.getAttribute('href') ?? '';
  if (/^\s*(?:tel|sms):/i.test(href)) return false;
  return OTHER_TOOL_TAG.test(href) || OTHER_TOOL_ADDRESS.test(href) || OTHER_TOOL_WORDS.test(flat(link));
}

/** The marks that an element sets, by its name or its style. */
export function marksOf(element: Element): ('bold' | 'italic' | 'underline')[] {
  const style = styleOf(element);
  const name = element.localName;
  const isBold = name === 'b' || name === 'strong' || /font-weight\s*:\s*(?:bold|[6-9]00)/.test(style);
  const isItalic = name === 'i' || name === 'em' || /font-style\s*:\s*(?:italic|oblique)/.test(style);
  const isUnderlined =
    name === 'u' || name === 'ins' || /text-decoration[\w-]*\s*:[^;]*underline/.test(style);
  return [
    ...(isBold ? (['bold'] as const) : []),
    ...(isItalic ? (['italic'] as const) : []),
    ...(isUnderlined ? (['underline'] as const) : []),
  ];
}

/** What it says, on one line. */
export function flat(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
