import { idOf } from './row-id.js';
import { type Batch, type CityKey, type World } from './world.js';

/** Invented outlets, and said to be: nobody must take these for real reports. */
const MENTIONS: readonly (readonly [
  city: CityKey,
  days: number,
  outlet: string,
  title: string,
  about?: string,
])[] = [
  ['boston', 11, 'The Sample Harbor Ledger (practice)', 'Survivors set the agenda at an open evening'],
  [
    'boston',
    37,
    'Practice Public Radio',
    'What a record does to a job search: three voices',
    'help-not-handcuffs',
  ],
  [
    'denver',
    6,
    'The Sample Foothills Post (practice)',
    'Riders count the stops without a help line',
    'help-line-at-every-stop',
  ],
  ['denver', 30, 'Practice Public Radio', 'Why a truck stop trains its night shift'],
  [
    'portland',
    19,
    'The Sample River Weekly (practice)',
    'A kitchen, a nurse and a door that stays open',
    'keep-the-night-drop-in-open',
  ],
];

export function mediaRows(world: World, campaignOf: (slug: string) => string | null): Batch {
  return {
    table: 'media_mentions',
    rows: MENTIONS.map(([city, days, outlet, title, about], at) => ({
      id: idOf(world.ago(days)),
      owner_id: world.chapters[city],
      campaign_id: about ? campaignOf(about) : null,
      title,
      outlet,
      url: `https://example.org/practice-press/${at + 1}`,
      published_on: world.ago(days).toISOString().slice(0, 10),
      is_practice: true,
    })),
  };
}
