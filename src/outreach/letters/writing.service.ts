import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language, localized } from '../../layout/i18n.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import {
  type FoundDistrict,
  isLocated,
  Locating,
  type Located,
  type Lookup,
} from '../../geography/locating.service.js';
import { findChannels } from '../officials/representation.sql.js';
import { type Holder, Representation } from '../officials/representation.service.js';
import { type LetterCampaign } from './letter-campaign.js';
import { type OutreachChannel } from './letter.js';
import { startingText } from './letter-text.js';
import { type WriterForm } from './letters.forms.js';
import { isTarget, mayWriteTo, targetsOf, type Why } from './targets.js';
import { committeeNames } from './targets.sql.js';

/** An official a letter would go to, with why and how. */
export interface Target {
  holder: Holder;
  why: Why;
  /** How they are reached; null where no way is known, and then they are shown and left out. */
  channel: { kind: OutreachChannel; value: string } | null;
}

/** A layer that the person must choose in, because an office of the campaign depends on it. */
export interface OpenChoice {
  layer: string;
  candidates: { district: FoundDistrict; officials: string[] }[];
}

export type Finding =
  | { kind: 'where-missing' | 'pin-wrong' | 'state-wrong' }
  | { kind: 'problem'; problem: 'unknown-zip' | 'unknown-town' | 'outside' | 'no-boundaries' }
  | { kind: 'choose'; choices: OpenChoice[] }
  | { kind: 'nobody' }
  | { kind: 'targets'; located: Located; targets: Target[] };

/** From what a supporter typed to the officials of theirs that a campaign writes to. Nothing is kept. */
@Injectable()
export class Writing {
  constructor(
    private readonly database: Database,
    private readonly locating: Locating,
    private readonly representation: Representation,
  ) {}

  /** @param chosen what was answered in open choices, by field name; see chosenDistricts. */
  async find(
    campaign: LetterCampaign,
    form: WriterForm,
    chosen: Readonly<Record<string, string>>,
  ): Promise<Finding> {
    const lookup = await this.locate(form);
    if ('kind' in lookup) return lookup;
    if (!isLocated(lookup)) return { kind: 'problem', problem: lookup.problem };
    const located = this.locating.choose(lookup, Object.values(chosen));
    return this.database.as(Scope.visitor, async (tx) => {
      const choices = await this.openChoices(tx, campaign, located, chosen);
      if (choices.length > 0) return { kind: 'choose', choices };
      const targets = await this.targets(tx, campaign, located.districts);
      return targets.length === 0 ? { kind: 'nobody' } : { kind: 'targets', located, targets };
    });
  }

  /** The subject and body that the supporter starts from, with what is known of them filled in. */
  draft(
    campaign: LetterCampaign,
    language: Language,
    { given_name, family_name }: WriterForm,
  ): { subject: string; body: string } {
    const name = `${given_name} ${family_name}`;
    return {
      subject: startingText(localized(campaign.subject, language), name),
      body: startingText(localized(campaign.body, language), name),
    };
  }

  private async locate(
    form: WriterForm,
  ): Promise<Lookup | { kind: 'where-missing' | 'pin-wrong' | 'state-wrong' }> {
    if (form.latitude || form.longitude) {
      const [latitude, longitude] = [form.latitude, form.longitude].map(degrees) as [number, number];
      const isPoint = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      return isPoint ? this.locating.locate({ latitude, longitude }) : { kind: 'pin-wrong' };
    }
    if (form.state && !/^[A-Za-z]{2}$/.test(form.state)) return { kind: 'state-wrong' };
    const { street, city, state } = form;
    const zip = form.zip.slice(0, 5);
    if (zip && (street || city)) return this.locating.locateAddress({ street, city, state, zip });
    if (zip) return this.locating.locateZip(zip);
    return city && state ? this.locating.locateTown(city, state) : { kind: 'where-missing' };
  }

  /** Of the layers still open, those in which an office of this campaign depends on the answer. */
  private async openChoices(
    tx: EntityManager,
    campaign: LetterCampaign,
    located: Located,
    chosen: Readonly<Record<string, string>>,
  ): Promise<OpenChoice[]> {
    const choices: OpenChoice[] = [];
    for (const { layer, candidates } of located.choices) {
      if (chosen[`district-${layer}`] === 'none') continue;
      const holders = await this.representation.ofDistricts(tx, candidates);
      const ofLayer = holders.filter(
        (holder) =>
          holder.area_layer === layer && mayWriteTo(campaign, holder) && isTarget(campaign.targets, holder),
      );
      if (ofLayer.length === 0) continue;
      choices.push({
        layer,
        candidates: candidates.map((district) => ({
          district,
          officials: ofLayer.filter((each) => each.area_key === district.matchKey).map(({ name }) => name),
        })),
      });
    }
    return choices;
  }

  private async targets(
    tx: EntityManager,
    campaign: LetterCampaign,
    districts: readonly FoundDistrict[],
  ): Promise<Target[]> {
    const { targets: rule } = campaign;
    const found = await this.representation.ofDistricts(tx, districts);
    const representatives = found.filter((holder) => mayWriteTo(campaign, holder));
    const chosen = await this.representation.holdersOf(tx, rule.always);
    const always = chosen.filter((holder) => mayWriteTo(campaign, holder));
    const holders = targetsOf(rule, representatives, always);
    const channels = await findChannels(
      tx,
      holders.map(({ official_id }) => official_id),
    );
    const committees = await committeeNames(tx, rule.committees);
    return holders.map((holder) => {
      const isOwn = representatives.some(({ official_id }) => official_id === holder.official_id);
      const committee = committees.find(({ id }) => holder.committee_ids.includes(id));
      return {
        holder,
        why: whyOf(holder, isOwn, committee?.name),
        channel: channelOf(channels.filter(({ official_id }) => official_id === holder.official_id)),
      };
    });
  }
}

function whyOf(holder: Holder, isOwn: boolean, committee: string | undefined): Why {
  if (!isOwn) return { kind: 'always' };
  if (committee) return { kind: 'committee', seat: holder.seat, committee };
  return holder.area_layer === null
    ? { kind: 'everybody', place: holder.seat }
    : { kind: 'district', seat: holder.seat };
}

const BEST_FIRST = ['email', 'web-form', 'phone'] as const;

/** Email where there is an address that works, else the office's own form, else its telephone. */
export function channelOf(
  channels: readonly { kind: string; value: string; status: string }[],
): { kind: OutreachChannel; value: string } | null {
  for (const kind of BEST_FIRST) {
    const found = channels.find((each) => each.kind === kind && each.status === 'ok');
    if (found) return { kind, value: found.value };
  }
  return null;
}

/** NaN for anything but plain decimal degrees: Number('') is 0, a point in the sea off Ghana. */
function degrees(text: string): number {
  return /^[+-]?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}
