import { createHash, randomInt } from 'node:crypto';
import { type Language } from '../../layout/i18n.js';
import { LETTER_TEXTS, STORIES } from './letter-texts.js';
import { type Seat } from './officials.js';
import { idOf } from './row-id.js';
import { type Batch, type SamplePerson, type World } from './world.js';
import { STATE_CODES, ZIPS } from './zips.js';

type Text = (typeof LETTER_TEXTS)[number];
/** Signs a digest, as text. */
type Seal = (digest: Buffer) => string;
type State = 'pending' | 'confirmed' | 'withdrawn';

const WHY: Record<Language, (seat: string) => string> = {
  en: (seat) => `Represents where you live: ${seat}`,
  es: (seat) => `Representa el lugar donde vive: ${seat}`,
  pt: (seat) => `Representa o lugar onde você mora: ${seat}`,
};

/** Two open campaigns to the practice legislatures, with some sixty letters and what became of each. */
export function letterRows(
  world: World,
  seats: readonly Seat[],
  campaignOf: (slug: string) => string | null,
  seal: Seal,
): { letterCampaigns: Batch; letters: Batch[] } {
  const campaigns = LETTER_TEXTS.map((text) => ({ id: idOf(world.ago(text.opened)), text }));
  const letters = campaigns.flatMap(({ id, text }) => write(world, id, text, seal));
  return {
    letterCampaigns: {
      table: 'letter_campaigns',
      rows: campaigns.map(({ id, text }) => ({
        id,
        owner_id: world.chapters[text.city],
        campaign_id: campaignOf(text.slug),
        slug: text.slug,
        state: 'open',
        title: text.title,
        introduction: text.introduction,
        subject: text.subject,
        body: text.body,
        targets: {
          chambers: ['lower', 'upper'],
          levels: ['state'],
          committees: [],
          always: [],
          constituentsOnly: true,
        },
        version: 1,
        is_story_required: false,
        is_test_mode: false,
        closes_at: world.ahead(45),
        is_practice: true,
        created_at: world.ago(text.opened),
        updated_at: world.ago(text.opened),
      })),
    },
    letters: [
      { table: 'letters', rows: letters.map(({ row }) => row) },
      { table: 'outreaches', rows: letters.flatMap((letter) => reach(world, letter, seats)) },
    ],
  };
}

function write(world: World, campaignId: string, text: Text, seal: Seal) {
  const { chance } = world;
  const counts = text.letters;
  const states = (Object.keys(counts) as State[]).flatMap((state) => Array<State>(counts[state]).fill(state));
  const opened = world.ago(text.opened);
  // A letter needs both of its districts: the ground that practice districts cover has an edge.
  const able = world
    .peopleOf(text.city)
    .filter(({ email, isSealed, districts }) => email && !isSealed && districts.length === 2);
  return chance.several(able, states.length).map((person, at) => {
    const state = states[at]!;
    const createdAt = chance.moment(person.createdAt > opened ? person.createdAt : opened, world.ago(0.05));
    const confirmedAt =
      state === 'pending'
        ? null
        : chance.moment(createdAt, new Date(Math.min(createdAt.getTime() + 1_800_000, world.now.getTime())));
    const source = chance.falls(0.5) ? chance.pick(['newsletter', 'flyer-qr', 'harborlight']) : null;
    if (confirmedAt)
      world.did({
        ownerId: person.ownerId,
        personId: person.id,
        did: 'wrote',
        what: { kind: 'letter', id: campaignId, title: text.title.en },
        source,
        at: confirmedAt,
      });
    return {
      person,
      row: letterRow(world, campaignId, text, seal, { person, state, createdAt, confirmedAt, source }),
    };
  });
}

interface Given {
  person: SamplePerson;
  state: State;
  createdAt: Date;
  confirmedAt: Date | null;
  source: string | null;
}

function letterRow(world: World, campaignId: string, text: Text, seal: Seal, given: Given) {
  const { chance } = world;
  const { person, state } = given;
  const story = chance.falls(0.3) ? chance.pick(STORIES) : '';
  const [subject, body] = [text.subject[person.language], text.body[person.language]];
  return {
    id: idOf(given.createdAt),
    letter_campaign_id: campaignId,
    version: 1,
    owner_id: person.ownerId,
    person_id: state === 'pending' ? null : person.id,
    state,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    canonical_email: person.email,
    street: `${chance.whole(1, 400)} Sample Street`,
    city: ZIPS[person.city].find(({ zip }) => zip === person.zip)!.place,
    state_code: STATE_CODES[person.city],
    zip: person.zip,
    phone: '',
    located_by: 'zip-point',
    districts: person.districts.map(({ id, layer, code, name, jurisdiction }) => ({
      id,
      layer,
      kind: layer,
      code,
      name,
      jurisdiction,
    })),
    subject,
    body,
    story,
    text_hash: sealed(seal, 1, subject, body, story),
    edit_share: story === '' ? 0 : 0.25,
    verification_code: newCode(),
    language: person.language,
    source_code: given.source,
    is_practice: true,
    created_at: given.createdAt,
    confirmed_at: given.confirmedAt,
    withdrawn_at: state === 'withdrawn' ? world.ago(0.04) : null,
  };
}

/** What the letter became at each of the two offices; nothing where a seat is vacant. */
function reach(world: World, { person, row }: ReturnType<typeof write>[number], seats: readonly Seat[]) {
  return seats.flatMap(({ officeId, district, holder }) => {
    if (!holder || !person.districts.some(({ id }) => id === district.id)) return [];
    return {
      id: idOf(row.created_at),
      letter_id: row.id,
      letter_campaign_id: row.letter_campaign_id,
      owner_id: row.owner_id,
      office_id: officeId,
      official_id: holder.officialId,
      canonical_email: row.canonical_email,
      channel: holder.email ? 'email' : 'web-form',
      channel_value: holder.email ?? holder.webForm,
      why: WHY[person.language](district.name),
      state: outcome(world, row.state, holder.email !== null),
      updated_at: row.confirmed_at ?? row.created_at,
    };
  });
}

function outcome(world: World, state: State, isByEmail: boolean): string {
  if (state !== 'confirmed') return state === 'pending' ? 'proposed' : 'cancelled';
  // A form of the office's own is filled in by the supporter, or not yet.
  if (!isByEmail) return world.chance.falls(0.6) ? 'handed-off' : 'proposed';
  return world.chance.falls(0.97) ? 'sent' : 'failed';
}

/** As outreach/ seals what a letter says, so that an office that checks the code of one of these finds it unchanged. */
function sealed(seal: Seal, version: number, ...said: string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([version, ...said]))
    .digest();
  return `\\x${Buffer.from(seal(digest), 'base64url').toString('hex')}`;
}

/** As outreach/ makes them: ten of Crockford's base 32. */
function newCode(): string {
  const code = Array.from({ length: 10 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(32)]).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}
