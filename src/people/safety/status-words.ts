/**
 * Words in a tag or a note that would say of somebody what nobody here may keep: that they were exploited, or are a
 * client of a victim service. Plain words of the cause stay free ("survivor leadership council", "anti-trafficking law"):
 * only what is said of a person counts. English, Spanish, Portuguese; accents and capitals do not matter.
 */
const ABOUT_A_PERSON: readonly RegExp[] = [
  /\b(is|was|be|been|being|as|former|ex|a|an|the|she|he|they|her|his|their|self[- ]identified|confirmed|known|possible|likely|suspected)\b.{0,25}\b(survivors?|victims?|trafficked|prostituted|exploited)\b/,
  /\b(survivor|victim)\b\s*(of\b|status|\(|=|:|-|y\b|yes|$)/,
  /^(survivors?|victims?|trafficked|exploited)$/,
  /\b(lived experience|in the life|the life|escort(ing)?|prostitut(e|ion) (arrest|record)|case ?(no|number|#)|client (id|of)|shelter resident|t[- ]?visa|hotline caller)\b/,
  /\b(es|era|fue|una?|la|el|ex|posible|presunt[ao])\b.{0,25}\b(sobreviviente|superviviente|victima|tratad[ao]|explotad[ao])s?\b/,
  /^(sobrevivientes?|supervivientes?|victimas?)$/,
  /\b(e|era|foi|uma?|a|o|ex|possivel|suposta?)\b.{0,25}\b(sobrevivente|vitima|traficad[ao]|explorad[ao])s?\b/,
  /^(sobreviventes?|vitimas?)$/,
];
/** Of a body or a law, not of a person. */
const OF_THE_CAUSE =
  /\b(survivors?|victims?)[- ](leaders?(hip)?|led|council|services?|advocates?|advocacy|centered|informed|fund|compensation|rights)\b/g;

/** True where the words seem to say who was exploited. It warns and keeps nothing: a machine must not decide it either. */
export function seemsToTellStatus(text: string): boolean {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(OF_THE_CAUSE, ' ').trim();
  return ABOUT_A_PERSON.some((pattern) => pattern.test(plain));
}

/** What to say of these texts, for people; empty where nothing seems to tell who was exploited. */
export function statusWarnings(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split('\n')).some(seemsToTellStatus)
    ? [
        'This seems to say who was exploited. Never write down that somebody is a survivor or a client of a service: partners, police among them, work in the same database.',
      ]
    : [];
}
