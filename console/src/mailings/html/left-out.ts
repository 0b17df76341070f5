/** What of somebody's mail cannot come in, by the reason that people understand. */
export const LEFT_OUT = [
  'scripts',
  'styles',
  'forms',
  'pixels',
  'pictures',
  'icons',
  'embedded',
  'other_tool',
  'links',
  'hidden',
  'outlook',
  'tables',
] as const;
export type LeftOutKind = (typeof LEFT_OUT)[number];
export type LeftOut = Record<LeftOutKind, number>;

export function nothingLeftOut(): LeftOut {
  return Object.fromEntries(LEFT_OUT.map((kind) => [kind, 0])) as LeftOut;
}
