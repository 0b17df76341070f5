import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type KitPiece, type Texts } from '../../campaigns/kits/kits.service.js';
import { Events } from '../../events/events.service.js';
import { type Localized } from '../../layout/i18n.js';
import { LetterCampaigns } from '../../outreach/letters/letter-campaigns.service.js';
import { Petitions } from '../../petitions/petitions.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Outline } from './kit-diff.js';

type Kind = KitPiece['kind'];
type Key = Pick<KitPiece, 'kind' | 'id'>;

/** What of an action goes into a kit. All else is a place, a date, a contact or a goal, which a chapter has of its own. */
const TEXTS: Record<Kind, readonly string[]> = {
  petition: ['title', 'addressed_to', 'ask', 'background', 'thanks'],
  event: ['title', 'summary', 'description'],
  letter: ['title', 'introduction', 'subject', 'body'],
};
const SETTINGS: Record<Kind, readonly string[]> = {
  petition: [],
  event: ['kind', 'mode'],
  letter: ['is_story_required', 'targets'],
};

/** An action as far as kits know it. */
export interface Outlined extends Outline {
  ownerId: string;
  state: string;
}

/** Petitions, events and letters as outlines: read from one, made of one. */
@Injectable()
export class Outlines {
  constructor(
    private readonly petitions: Petitions,
    private readonly events: Events,
    private readonly letters: LetterCampaigns,
  ) {}

  /** @throws NotFound for an action that is not the caller's to read. */
  async read(caller: Caller, { kind, id }: Key): Promise<Outlined> {
    const found = await this.find(caller, kind, id);
    const of = (fields: readonly string[]): [string, unknown][] =>
      fields.map((field) => [field, (found as unknown as Record<string, unknown>)[field]]);
    return {
      ownerId: found.owner_id,
      state: found.state,
      texts: written(Object.fromEntries(of(TEXTS[kind])) as Texts),
      settings: Object.fromEntries(
        of(SETTINGS[kind]).map(([field, value]) => [field, portable(field, value)]),
      ),
    };
  }

  /** A draft with the outline's words; gives its id. @throws as the drafts of its feature do. */
  draft(
    tx: EntityManager,
    caller: Caller,
    { kind, texts, settings }: KitPiece,
    place: { owner_id: string; campaign_id: string },
  ): Promise<string> {
    const form = { ...texts, ...settings, ...place };
    if (kind === 'petition') return this.petitions.draft(tx, caller, form);
    if (kind === 'letter') return this.letters.draft(tx, caller, form);
    return this.events.draft(tx, caller, { ...form, title: texts.title ?? {} });
  }

  /** Changes what is given, as staff would: what was signed stays under its version, and nobody is mailed. */
  async change(caller: Caller, { kind, id }: Key, given: Record<string, unknown>): Promise<void> {
    if (kind === 'petition') await this.petitions.change(caller, id, given);
    else if (kind === 'letter') await this.letters.change(caller, id, given);
    else await this.events.change(caller, id, { ...given, is_announced: false, notice: '' });
  }

  private find(caller: Caller, kind: Kind, id: string) {
    if (kind === 'petition') return this.petitions.find(caller, id);
    if (kind === 'letter') return this.letters.find(caller, id);
    return this.events.record(caller, id);
  }
}

/** A language left empty is a language not written. */
export function written(texts: Texts): Texts {
  const filled = (text: Localized): Localized =>
    Object.fromEntries(Object.entries(text).filter(([, said]) => said));
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, filled(text)]));
}

/** Committees and single offices are those of one place; chambers and levels are everywhere. */
function portable(field: string, value: unknown): unknown {
  return field === 'targets' ? { ...(value as object), committees: [], always: [] } : value;
}
