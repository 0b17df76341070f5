import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { localized } from '../layout/i18n.js';
import { slugOf } from '../layout/slug.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Conflict, type FieldError, Invalid, NotFound } from '../platform/http/errors.js';
import { Handles } from '../platform/jobs/job.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { Petition, type PetitionState } from './petition.entity.js';
import { toColumns } from './petition-columns.js';
import { type NewPetition, type PetitionChanges, type PetitionQuery } from './petitions.forms.js';
import { closeDue } from './petitions.jobs.js';
import { PetitionResource } from './petitions.resources.js';
import { findPetitions, type ListedPetition, sortKey } from './petition-list.sql.js';
import { advanceVersion, closeThoseDue, freezeText, isSlugFree } from './petitions.sql.js';

/** Petitions as staff work with them: drafting, publishing, closing. */
@Injectable()
export class Petitions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly campaigns: Campaigns,
  ) {}

  list(caller: Caller, query: PetitionQuery): Promise<Page<PetitionResource>> {
    const filter = {
      within: caller.within('petitions.read'),
      ownerId: query.owner_id ?? null,
      state: query.state ?? null,
      text: query.q ?? null,
      sort: query.sort,
    };
    return this.database.as(caller.scope('petitions.read'), async (tx) => {
      const found = await findPetitions(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(found, query.limit, sortKey(query.sort), (each) => this.resource(each));
    });
  }

  find(caller: Caller, id: string): Promise<PetitionResource> {
    return this.database.as(caller.scope('petitions.read'), (tx) => this.show(tx, caller, id));
  }

  /** @throws as `draft` does. */
  create(caller: Caller, form: NewPetition): Promise<PetitionResource> {
    return this.database.as(caller.scope('petitions.write'), async (tx) =>
      this.show(tx, caller, await this.draft(tx, caller, form)),
    );
  }

  /** A draft beside something else, in its transaction; gives its id. @throws Invalid on `slug` where the address is taken. */
  async draft(tx: EntityManager, caller: Caller, form: NewPetition): Promise<string> {
    caller.requires('petitions.write', form.owner_id);
    const slug = form.slug ?? (await freeSlug(tx, slugOf(localized(form.title, 'en'))));
    if (form.slug && !(await isSlugFree(tx, form.slug, null))) throw slugTaken();
    await this.campaigns.assertUsable(tx, form.campaign_id, form.owner_id);
    const petition = { ...toColumns(form), slug, ownerId: form.owner_id };
    const { identifiers } = await tx.insert(Petition, petition).catch(orSlugTaken);
    const id = (identifiers[0] as { id: string }).id;
    await this.note(tx, caller, 'petition.created', form.owner_id, id);
    return id;
  }

  /**
   * Changes what is given. Once published, other words in title, addressee or ask make a new version: signatures stay
   * under the text that was signed.
   *
   * @throws Conflict `petition_delivered`: what was handed over stands.
   */
  change(caller: Caller, id: string, form: PetitionChanges): Promise<PetitionResource> {
    return this.writing(caller, id, async (tx, petition) => {
      if (petition.state === 'delivered')
        throw new Conflict(
          'petition_delivered',
          'This petition has been delivered and is no longer changed.',
        );
      if (form.slug && !(await isSlugFree(tx, form.slug, id))) throw slugTaken();
      await this.campaigns.assertUsable(tx, form.campaign_id, petition.ownerId);
      const columns = toColumns(form);
      if (petition.state !== 'draft') assertComplete({ ...petition, ...columns });
      await tx.update(Petition, { id }, { ...columns, updatedAt: () => 'now()' }).catch(orSlugTaken);
      const isNewVersion = await advanceVersion(tx, id);
      const detail = { fields: Object.keys(form), ...(isNewVersion && { version: petition.version + 1 }) };
      await this.note(tx, caller, 'petition.changed', petition.ownerId, id, detail);
    });
  }

  /** @throws Invalid where title, addressee or ask are missing. */
  publish(caller: Caller, id: string): Promise<PetitionResource> {
    return this.writing(caller, id, async (tx, petition) => {
      assertComplete(petition);
      await this.move(tx, id, ['draft'], { state: 'open', version: 1, openedAt: () => 'now()' });
      await freezeText(tx, id);
      await this.note(tx, caller, 'petition.published', petition.ownerId, id, { version: 1 });
    });
  }

  close(caller: Caller, id: string): Promise<PetitionResource> {
    return this.writing(caller, id, async (tx, { ownerId }) => {
      await this.move(tx, id, ['open'], { state: 'closed', closedAt: () => 'now()' });
      await this.note(tx, caller, 'petition.closed', ownerId, id);
    });
  }

  /** Opens it again; a closing time that has passed is taken away, or it would close at once. */
  reopen(caller: Caller, id: string): Promise<PetitionResource> {
    return this.writing(caller, id, async (tx, { ownerId }) => {
      await this.move(tx, id, ['closed'], {
        state: 'open',
        closedAt: null,
        closesAt: () => 'CASE WHEN closes_at > now() THEN closes_at END',
      });
      await this.note(tx, caller, 'petition.reopened', ownerId, id);
    });
  }

  /** Says that it was handed over: from here on nothing of it changes, its number least of all. */
  deliver(caller: Caller, id: string): Promise<PetitionResource> {
    return this.writing(caller, id, async (tx, { ownerId }) => {
      await this.move(tx, id, ['closed'], { state: 'delivered' });
      await this.note(tx, caller, 'petition.delivered', ownerId, id);
    });
  }

  @Handles(closeDue)
  async closeDue(): Promise<void> {
    await this.database.as(Scope.nothing, closeThoseDue);
  }

  /** A petition that the caller may read, as its row: for what stands beside it. 404 for any other. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<Petition> {
    const within = caller.within('petitions.read');
    const found = await tx.findOneBy(Petition, within === null ? { id } : { id, ownerId: In(within) });
    if (!found) throw new NotFound();
    return found;
  }

  /** One transition: it happens from the states named and from no other, however many ask at once. */
  private async move(
    tx: EntityManager,
    id: string,
    from: PetitionState[],
    to: Parameters<EntityManager['update']>[2],
  ): Promise<void> {
    const { affected } = await tx.update(
      Petition,
      { id, state: In(from) },
      { ...to, updatedAt: () => 'now()' },
    );
    if (affected === 1) return;
    const { state } = await tx.findOneByOrFail(Petition, { id });
    throw new Conflict('petition_state', `This petition is ${state}, so this cannot be done now.`);
  }

  /** Reads the petition under a lock, checks the right to write in its organization, works, and shows what it became. */
  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, petition: Petition) => Promise<void>,
  ): Promise<PetitionResource> {
    return this.database.as(caller.scope('petitions.read'), async (tx) => {
      const { ownerId } = await this.readable(tx, caller, id);
      caller.requires('petitions.write', ownerId);
      const petition = await tx.findOneOrFail(Petition, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      await work(tx, petition);
      return this.show(tx, caller, id);
    });
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<PetitionResource> {
    const filter = { within: caller.within('petitions.read'), id };
    const [found] = await findPetitions(tx, filter, undefined, 1);
    if (!found) throw new NotFound();
    return this.resource(found);
  }

  private resource(petition: ListedPetition): PetitionResource {
    return PetitionResource.from(petition, this.config.origin);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'petition', id },
      detail,
    });
  }
}

/** What people sign must be there before they can. */
function assertComplete(petition: Pick<Petition, 'title' | 'addressedTo' | 'ask'>): void {
  const missing: FieldError[] = [
    { param: 'title', text: petition.title, message: 'Give the petition a title.' },
    { param: 'addressed_to', text: petition.addressedTo, message: 'Say who is asked.' },
    { param: 'ask', text: petition.ask, message: 'Write what is asked.' },
  ].filter(({ text }) => localized(text, 'en').trim() === '');
  if (missing.length > 0)
    throw new Invalid(
      missing.map(({ param, message }) => ({ param, message })),
      missing[0]!.message,
    );
}

function slugTaken(): Invalid {
  return new Invalid([{ param: 'slug', message: 'Another page has this address. Choose another.' }]);
}

/** Two petitions that took one address at the same moment: the unique key decides. */
function orSlugTaken(error: Error & { code?: string }): never {
  throw error.code === '23505' ? slugTaken() : error;
}

/** The wanted address, or the first of it with a number that nobody has. */
async function freeSlug(tx: EntityManager, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (await isSlugFree(tx, slug, null)) return slug;
  }
}
