import { type Schema } from '../api/client';

export type Overview = Schema<'OverviewResource'>;
export type Figures = Overview['organizations'][number];

/** Each number, and what exactly it counts. */
export const definitions: [name: string, meaning: string][] = [
  ['Actions', 'Signatures, sign-ups, check-ins, letters and joinings that were recorded in the period.'],
  ['New people', 'Records that were made in the period and are there still, by whatever way they came.'],
  ['Active', 'People who took one action or more in the 90 days that end with the period.'],
  [
    'Places filled',
    'Of the places of published shifts with a limit that began in the period, those that were taken. Not narrowed to a segment.',
  ],
  ['No-show', 'Of those who signed up for such shifts and were marked as there or not, those who were not.'],
  [
    'Letters',
    'Letters that left for an office in the period: by mail, or handed to a web form or telephone.',
  ],
  ['Constituents', 'Different addresses that wrote to the official.'],
  [
    'By hand',
    'Of the letters, those that their writers handed in themselves. The office’s server took the others.',
  ],
  ['Came back', 'Letters that the office’s server refused, or sent back. They are in no other column.'],
  ['Not known', 'Nobody can say whether these arrived: the connection broke in the middle.'],
];

const DAY = 86_400_000;
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

export type PeriodName = '30' | '90' | '365' | 'year';
export const periods: Record<PeriodName, string> = {
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  '365': 'Last 365 days',
  year: 'This year',
};

/** The first and last day of a period that ends today. */
export function daysOf(period: PeriodName, now = Date.now()): { from: string; to: string } {
  const to = isoDay(now);
  return {
    from: period === 'year' ? `${to.slice(0, 4)}-01-01` : isoDay(now - (Number(period) - 1) * DAY),
    to,
  };
}
