import { dateFromSerial, format, isDateFormat, isValidFormat } from 'numfmt';
import { type Readable } from 'node:stream';
import { readXml } from './xml-part.js';

/** Number formats that workbooks name without writing them (ECMA-376 part 1, 18.8.30), as American Excel shows them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
};

type Kind = { is: 'plain' } | { is: 'date' } | { is: 'pattern'; pattern: string };
const PLAIN: Kind = { is: 'plain' };

/** Days between the two beginnings of time that workbooks count from (ECMA-376 part 1, 18.17.4.1). */
const DAYS_TO_1904 = 1462;

/**
 * How the cells of a workbook show their numbers. A ZIP code that is kept as 1850 and shown as 01850 is 01850; a date is
 * given as ISO 8601 writes it, however it is shown, so that nobody has to guess which of two numbers is the month.
 */
export class NumberFormats {
  private constructor(
    private readonly kinds: readonly Kind[],
    private readonly is1904: boolean,
  ) {}

  /** @param styles the part of the workbook's styles; null where it has none. */
  static async read(styles: Readable | null, is1904: boolean): Promise<NumberFormats> {
    const own = new Map<number, string>();
    const kinds: Kind[] = [];
    let isInCells = false;
    if (styles) {
      await readXml(styles, {
        open: (name, { numFmtId, formatCode }) => {
          const id = Number(numFmtId ?? 0);
          if (name === 'numFmt') own.set(id, formatCode ?? '');
          else if (name === 'cellXfs') isInCells = true;
          else if (name === 'xf' && isInCells) kinds.push(kindOf(own.get(id) ?? BUILT_IN[id]));
        },
        close: (name) => {
          if (name === 'cellXfs') isInCells = false;
        },
      });
    }
    return new NumberFormats(kinds, is1904);
  }

  /** A number as the cell of this style shows it. @param written as it stands in the XML. */
  shown(written: string, style: number): string {
    const kind = this.kinds[style] ?? PLAIN;
    if (kind.is === 'plain' && /^-?\d{1,15}$/.test(written)) return written;
    const number = Number(written);
    if (!Number.isFinite(number)) return written;
    switch (kind.is) {
      case 'plain':
        return String(number);
      case 'date':
        return this.date(number);
      case 'pattern':
        return format(kind.pattern, number, { locale: 'en-US' }).trim();
    }
  }

  private date(serial: number): string {
    const [year, month, day, hour, minute] = dateFromSerial(this.is1904 ? serial + DAYS_TO_1904 : serial);
    const two = (part = 0): string => String(part).padStart(2, '0');
    const time = hour || minute ? `${two(hour)}:${two(minute)}` : '';
    if (serial >= 0 && serial < 1) return time || '00:00';
    return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${time && ` ${time}`}`;
  }
}

function kindOf(pattern: string | undefined): Kind {
  if (!pattern || /^(general|@)$/i.test(pattern) || !isValidFormat(pattern)) return PLAIN;
  if (isDateFormat(pattern)) return { is: 'date' };
  // A telephone number in a narrow column is shown as 6.18E+09, and still is that number.
  return /E[+-]/i.test(pattern.replace(/"[^"]*"/g, '')) ? PLAIN : { is: 'pattern', pattern };
}
