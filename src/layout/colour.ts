const WHITE = [255, 255, 255] as const;
/** Of cards on dark pages (--tint in public.css): lighter than the page, so the harder background. */
const DARK_CARD = '#1b2428';
type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const value = /^#?([0-9a-f]{6})$/i.exec(hex)?.[1] ?? '005c5e';
  return [0, 2, 4].map((at) => parseInt(value.slice(at, at + 2), 16)) as unknown as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function toHex(colour: Rgb): string {
  return `#${colour.map((each) => Math.round(each).toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The chapter's colour, darkened in steps of 4 % until white text on it, and it on white, reach 5:1 (WCAG 2.2 AA asks
 * 4.5:1; the margin is for tints). A chapter may choose any colour and stays readable.
 */
export function readable(hex: string): string {
  let colour = parse(hex);
  while (contrast(toHex(colour), toHex(WHITE)) < 5)
    colour = colour.map((each) => each * 0.96) as unknown as Rgb;
  return toHex(colour);
}

/** The same colour for dark pages, lightened until it reaches 5:1 on their cards. */
export function readableOnDark(hex: string): string {
  let colour = parse(hex);
  while (contrast(toHex(colour), DARK_CARD) < 5) {
    colour = colour.map((each) => each + (255 - each) * 0.06) as unknown as Rgb;
  }
  return toHex(colour);
}
