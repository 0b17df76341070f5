/** What can be kept for a while, each with the days that are proposed until somebody decides. */
export const DATA_CLASSES = ['tracking', 'unconfirmed-signatures', 'import-rows', 'code-views'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** Two years of figures for comparison, a season for a forgotten confirmation, a year to mend an import. */
export const PROPOSED_DAYS: Readonly<Record<DataClass, number>> = {
  tracking: 730,
  'unconfirmed-signatures': 90,
  'import-rows': 365,
  'code-views': 1095,
};

export const FEWEST_DAYS = 30;
export const MOST_DAYS = 3_653;
