import { createHash } from 'node:crypto';
import { localOf } from '../../platform/clock/local-time.js';
import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

const ZONE = 'America/New_York';
const ASKED = [
  'Harborlight Survivor Collective',
  'Tidewater Family Clinic',
  'Three Rivers Nurses Circle',
  'Lantern Law Project',
  'St. Brigid of the Harbor Parish',
  'Commonwealth Tenants League',
] as const;

interface Line {
  title: string;
  text: string;
  rule: string;
  /** Days from now. */
  putOn: number;
  endsOn: number;
  result: string | null;
  answers: readonly (readonly [partner: number, answer: string, reason: string, saidBy: string])[];
}

const LINES: readonly Line[] = [
  {
    title: 'Speak of “people who were exploited”',
    text: 'In everything that carries the coalition’s name we write “people who were exploited”, and “survivor” where somebody calls themselves so.',
    rule: 'consensus',
    putOn: -50,
    endsOn: -36,
    result: 'carried',
    answers: [
      [0, 'support', 'Our members asked for this.', ''],
      [1, 'support', '', ''],
      [3, 'support', '', 'Director Amsel, in the meeting'],
      [4, 'stand-aside', 'Our own materials are in print already.', ''],
    ],
  },
  {
    title: 'Endorse the shelter beds bill as filed',
    text: 'The coalition endorses the bill as filed and asks its sponsors to keep the beds open to people who do not speak to the police.',
    rule: 'two-thirds',
    putOn: -4,
    endsOn: 9,
    result: null,
    answers: [
      [0, 'support', '', ''],
      [1, 'object', 'The part on reporting needs another word first.', ''],
      [2, 'support', '', 'Their secretary, by phone'],
    ],
  },
];

/** One decision of Boston's that was made, and one that is open. */
export function decisionRows(world: World, partnerOf: (name: string) => string): Batch[] {
  const owner_id = world.chapters.boston;
  const lines = LINES.map((line) => {
    const at = world.ago(-line.putOn);
    return { ...line, id: idOf(at), at, deadline: world.ahead(line.endsOn) };
  });
  return [
    {
      table: 'decisions',
      rows: lines.map(({ id, title, rule, at, deadline, result }) => ({
        id,
        owner_id,
        title,
        rule,
        state: result ? 'closed' : 'open',
        deadline_local: localOf(deadline, ZONE),
        time_zone: ZONE,
        deadline_at: deadline,
        result,
        closed_at: result ? deadline : null,
        is_practice: true,
        created_by: world.accounts.organizer,
        created_at: at,
      })),
    },
    {
      table: 'decision_versions',
      rows: lines.map(({ id, text, at }) => ({
        decision_id: id,
        version: 1,
        text,
        text_hash: createHash('sha256').update(text).digest(),
        frozen_at: at,
        written_by: world.accounts.organizer,
        written_at: at,
      })),
    },
    {
      table: 'decision_parties',
      rows: lines.flatMap(({ id }) =>
        ASKED.map((name) => ({ decision_id: id, owner_id, partner_id: partnerOf(name) })),
      ),
    },
    {
      table: 'decision_answers',
      rows: lines.flatMap(({ id, at, answers }) =>
        answers.map(([partner, answer, reason, said_by], step) => {
          const given = new Date(at.getTime() + (step + 1) * 5 * 3_600_000);
          return {
            id: idOf(given),
            decision_id: id,
            version: 1,
            partner_id: partnerOf(ASKED[partner]!),
            answer,
            reason,
            said_by,
            given_by: world.accounts.organizer,
            at: given,
          };
        }),
      ),
    },
  ];
}
