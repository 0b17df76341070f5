const UNITS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
] as const;
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const ORDINALS = new Map<string, number>([
  ...UNITS.map((word, at) => [word, at + 1] as const),
  ...TENS.map((word, at) => [word.replace(/y$/, 'ieth'), (at + 2) * 10] as const),
]);
const DECADES = new Map<string, number>(TENS.map((word, at) => [word, (at + 2) * 10]));

/** "State House District 12", "Congressional District 7": what stands before the number only says what it is. */
const NUMBERED = /^(?:.*\b)?district (\d+[a-z]?)$/;

/**
 * The form in which names of districts and seats are compared: "7th Suffolk", "Seventh Suffolk District" and
 * "7 SUFFOLK" are one, and so are "003" and "3", "Norfolk & Middlesex" and "Norfolk and Middlesex", "Plymouth,
 * Bristol" and "Plymouth-Bristol". Accents and punctuation do not count; the order of the parts does.
 * Idempotent: the key of a key is the key.
 */
export function matchKey(name: string): string {
  const words = wordsOf(name);
  if (words.length > 1 && words.at(-1) === 'district') words.pop();
  const key = numbered(words)
    .filter((word) => word !== 'and')
    .join(' ');
  return NUMBERED.exec(key)?.[1] ?? key;
}

/**
 * The number of a district of the United States House within its state: "MA-07", "7th Congressional District", "07"
 * and "7" all give "7". The only seat of a small state is "at large", which sources also write as 0, 00 or 98.
 */
export function congressKey(text: string): string {
  const key = matchKey(text.replace(/^[A-Za-z]{2}-(?=\d|at\b|al\b)/, ''))
    .replace(/\b(congressional|united states house|us house)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\bat large\b/.test(key) || key === '0' || key === '98' ? 'at large' : matchKey(key);
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’ʻ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Ordinals in words and figures as plain numbers: "thirty", "seventh" is 37, "21st" is 21, "003" is 3. */
function numbered(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const unit = ORDINALS.get(words[at + 1] ?? '');
    const decade = DECADES.get(word);
    if (decade !== undefined && unit !== undefined && unit < 10) {
      out.push(String(decade + unit));
      at++;
    } else {
      out.push(String(ORDINALS.get(word) ?? figures(word)));
    }
  }
  return out;
}

function figures(word: string): string {
  const plain = word.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1');
  return /^\d/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}
