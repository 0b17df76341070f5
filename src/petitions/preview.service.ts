import { Injectable } from '@nestjs/common';
import { type Visit } from '../layout/visit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.service.js';
import { type Caller } from '../staff/caller.access.js';
import { toColumns } from './petition-columns.js';
import { type Petition } from './petition.entity.js';
import { petitionPage } from './petition.views.js';
import { type PetitionPreview } from './petitions.forms.js';
import { Petitions } from './petitions.service.js';
import { PublicPetitions } from './public-petitions.service.js';

/** The public page as it would be with what stands in the editor, rendered by the very function that serves visitors. */
@Injectable()
export class Preview {
  constructor(
    private readonly database: Database,
    private readonly petitions: Petitions,
    private readonly publicPetitions: PublicPetitions,
    private readonly clock: Clock,
  ) {}

  async render(caller: Caller, id: string, form: PetitionPreview): Promise<string> {
    const petition = await this.database.as(caller.scope('petitions.read'), (tx) =>
      this.petitions.readable(tx, caller, id),
    );
    const { language, ...content } = form;
    const edited: Petition = Object.assign(petition, toColumns(content));
    const visit: Visit = {
      language,
      path: `/petitions/${edited.slug}`,
      query: {},
      nonce: '',
      isEmbed: false,
      source: null,
      addressKey: '',
    };
    const shown = await this.publicPetitions.asPage(edited);
    const { html } = petitionPage({ shown, visit, stamp: '', now: this.clock.now() });
    // The frame it is shown in runs no scripts, and browsers complain of each that they block.
    return html.replace(/<script\b[^>]*><\/script>/g, '');
  }
}
