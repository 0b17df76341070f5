import { Injectable } from '@nestjs/common';
import { CoSponsors } from '../campaigns/co-sponsors.service.js';
import { LANGUAGES, type Language } from '../layout/i18n.js';
import { type NamedPartner } from '../layout/partner-boxes.views.js';
import { Chapters, type Host } from '../network/chapters.service.js';
import { BriefMemory } from '../platform/clock/brief-memory.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { NotFound } from '../platform/http/errors.js';
import { Petition } from './petition.entity.js';
import { firstNamesShown, versionDate } from './petitions.sql.js';

/** A petition as everybody may see it. */
export interface PublicPetition {
  petition: Petition;
  host: Host;
  /** In which languages it was written. */
  languages: Language[];
  /** When the present text was frozen; null for a draft. */
  textDate: Date | null;
  /** First names of the newest signers who ticked the box, newest first. */
  signers: string[];
  /** Organizations that are named beside it. */
  partners: NamedPartner[];
}

const NEWEST_SIGNERS = 12;

/** What visitors read. Remembered for a second, because the page of a petition in the news is always the same one. */
@Injectable()
export class PublicPetitions {
  private readonly memory = new BriefMemory<PublicPetition>(1_000);

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly coSponsors: CoSponsors,
  ) {}

  /** @throws NotFound for a draft as for what does not exist. */
  bySlug(slug: string): Promise<PublicPetition> {
    return this.memory.recall(slug, () => this.read(slug));
  }

  /** The same, read now: for a form that was refused because of what changed within that second. */
  anew(slug: string): Promise<PublicPetition> {
    this.memory.forget(slug);
    return this.bySlug(slug);
  }

  /** The same for a page that the editor shows before it is saved or published. */
  async asPage(petition: Petition): Promise<PublicPetition> {
    const languages = LANGUAGES.filter((language) => petition.title[language]);
    return this.database.as(Scope.organizations(petition.ownerId), async (tx) => ({
      petition,
      host: await this.chapters.host(tx, petition.ownerId),
      languages: languages.length > 0 ? languages : ['en'],
      textDate: await versionDate(tx, petition),
      signers: await firstNamesShown(tx, petition.id, NEWEST_SIGNERS),
      partners: await this.coSponsors.named(tx, { kind: 'petition', id: petition.id }),
    }));
  }

  private async read(slug: string): Promise<PublicPetition> {
    const petition = await this.database.as(Scope.visitor, (tx) => tx.findOneBy(Petition, { slug }));
    if (!petition) throw new NotFound();
    return this.asPage(petition);
  }
}
