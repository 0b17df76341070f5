import { createHash } from 'node:crypto';
import { type PracticeDistrict } from './districts.js';
import { emailLocal } from './people.js';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.js';
import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

/** A seat of a practice chamber with whoever holds it. */
export interface Seat {
  officeId: string;
  district: PracticeDistrict;
  title: string;
  holder: { officialId: string; name: string; email: string | null; webForm: string | null } | null;
}

/** Nobody sits here: letters must get along with vacant seats. */
const VACANT = ['boston lower 1', 'denver upper 3'];
/** These offices take messages by a form of their own, as many real ones do. */
const BY_FORM = ['boston lower 8', 'denver lower 2'];

/** An invented official for each practice seat but the vacant ones. */
export function fillSeats(world: World, districts: readonly PracticeDistrict[]): Seat[] {
  const { chance } = world;
  return districts.map((district) => {
    const place = `${district.city} ${district.layer} ${district.code}`;
    const title = district.layer === 'upper' ? 'State Senator' : 'State Representative';
    const seat = { officeId: idOf(world.ago(90)), district, title };
    const [given, family] = [chance.pick(GIVEN_NAMES), chance.pick(FAMILY_NAMES)];
    if (VACANT.includes(place)) return { ...seat, holder: null };
    const mailbox = `${emailLocal(given, family)}.${place.replaceAll(' ', '')}`;
    const isByForm = BY_FORM.includes(place);
    return {
      ...seat,
      holder: {
        officialId: idOf(world.ago(90)),
        name: `${given} ${family}`,
        email: isByForm ? null : `${mailbox}@example.org`,
        webForm: isByForm ? `https://example.org/practice-offices/${mailbox}` : null,
      },
    };
  });
}

export function officialRows(world: World, seats: readonly Seat[]): Batch[] {
  const held = seats.flatMap(({ holder, ...seat }) => (holder ? [{ ...seat, holder }] : []));
  const external = (officialId: string): string => `practice/${officialId}`;
  return [
    {
      table: 'offices',
      rows: seats.map(({ officeId, district, title }) => ({
        id: officeId,
        jurisdiction: district.jurisdiction,
        level: 'state',
        kind: district.layer,
        seat: district.name,
        seat_key: district.key,
        area_jurisdiction: district.jurisdiction,
        area_layer: district.layer,
        area_key: district.key,
        seat_count: 1,
        title,
        is_practice: true,
      })),
    },
    {
      table: 'officials',
      rows: held.map(({ holder }) => {
        const [given, ...family] = holder.name.split(' ');
        return {
          id: holder.officialId,
          name: holder.name,
          given_name: given,
          family_name: family.join(' '),
          party: '',
          is_practice: true,
        };
      }),
    },
    {
      table: 'official_sources',
      rows: held.map(({ holder }) => ({
        external_id: external(holder.officialId),
        official_id: holder.officialId,
        source: 'practice',
        content_hash: createHash('sha256').update(holder.name).digest('hex'),
        verified_at: world.ago(20),
      })),
    },
    {
      table: 'terms',
      rows: held.map(({ officeId, holder }) => ({
        id: idOf(world.ago(90)),
        office_id: officeId,
        official_id: holder.officialId,
        starts_on: day(world.ago(320)),
        ends_on: null,
        external_id: external(holder.officialId),
      })),
    },
    {
      table: 'official_channels',
      rows: held.map(({ holder }) => ({
        id: idOf(world.ago(90)),
        official_id: holder.officialId,
        kind: holder.email ? 'email' : 'web-form',
        value: holder.email ?? holder.webForm,
        label: 'Capitol',
        position: 0,
        external_id: external(holder.officialId),
      })),
    },
  ];
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
