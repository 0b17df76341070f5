import { Injectable } from '@nestjs/common';
import { type Localized } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { findCampaign } from './letter-campaigns.sql.js';
import { letterDigest, readCode } from './letter-text.js';
import { findLetterById, letterOfCode } from './letters.sql.js';
import { LETTER_TEXT } from './letter-secrets.access.js';

export interface Verified {
  state: 'confirmed' | 'withdrawn' | 'altered';
  campaign: Localized;
  host: Host;
  /** Names of the districts the sender lives in, as they were found. No name, no address. */
  districts: string[];
  confirmedAt: Date | null;
}

/** For offices: whether a letter that came to them is what a person confirmed. */
@Injectable()
export class Verifying {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly tokens: Tokens,
  ) {}

  /** Null for a code that no confirmed letter has. A letter whose stored text was changed since is 'altered'. */
  async verify(typed: string): Promise<Verified | null> {
    const code = readCode(typed);
    if (!code) return null;
    const found = await this.database.as(Scope.nothing, (tx) => letterOfCode(tx, code));
    if (!found) return null;
    return this.database.as(Scope.organizations(found.owner_id), async (tx) => {
      const letter = await findLetterById(tx, found.letter_id);
      const campaign = letter && (await findCampaign(tx, letter.letter_campaign_id, null));
      if (!campaign || letter.confirmed_at === null) return null;
      const sealed = this.tokens.verify(LETTER_TEXT.purpose, letter.text_hash.toString('base64url'));
      const isIntact = sealed !== null && sealed.equals(letterDigest(letter));
      return {
        state: !isIntact ? 'altered' : letter.state === 'withdrawn' ? 'withdrawn' : 'confirmed',
        campaign: campaign.title,
        host: await this.chapters.host(tx, found.owner_id),
        districts: letter.districts.filter(({ layer }) => layer !== 'town').map(({ name }) => name),
        confirmedAt: letter.confirmed_at,
      };
    });
  }
}
