import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { localized } from '../../layout/i18n.js';
import { slugOf } from '../../layout/slug.js';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, type FieldError, Invalid, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import {
  type LetterCampaignChanges,
  type LetterCampaignQuery,
  type NewLetterCampaign,
} from './letter-campaigns.forms.js';
import { type LetterCampaignPage, LetterCampaignResource } from './letter-campaigns.resources.js';
import {
  type CampaignFields,
  countOffices,
  findCampaign,
  findCampaigns,
  freezeVersion,
  insertCampaign,
  type LetterCampaignRow,
  moveCampaign,
  updateCampaign,
} from './letter-campaigns.sql.js';
import { frozenText, type LetterCampaignState } from './letter-campaign.js';
import { EMPTY, withForm } from './letter-campaign-fields.js';
import { unknownFields } from './letter-text.js';
import { namedIn } from './targets.js';
import { targetNames } from './targets.sql.js';

/** Letter campaigns as staff make and follow them. */
@Injectable()
export class LetterCampaigns {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audit: Audit,
    private readonly campaigns: Campaigns,
  ) {}

  list(caller: Caller, query: LetterCampaignQuery): Promise<LetterCampaignPage> {
    const filter = {
      within: caller.within('letters.read'),
      ownerId: query.owner_id ?? null,
      state: query.state ?? null,
    };
    return this.database.as(caller.scope('letters.read'), async (tx) => {
      const after = fromCursor(query.after, 1)?.[0];
      const found = await findCampaigns(
        tx,
        filter,
        after === undefined ? null : String(after),
        query.limit + 1,
      );
      const show = await this.showing(tx, found);
      return toPage(found, query.limit, ({ id }) => [id], show);
    });
  }

  find(caller: Caller, id: string): Promise<LetterCampaignResource> {
    return this.database.as(caller.scope('letters.read'), async (tx) => this.show(tx, caller, id));
  }

  /** @throws as `draft` does. */
  create(caller: Caller, form: NewLetterCampaign): Promise<LetterCampaignResource> {
    return this.database.as(caller.scope('letters.write'), async (tx) =>
      this.show(tx, caller, await this.draft(tx, caller, form)),
    );
  }

  /**
   * A draft beside something else, in its transaction; gives its id.
   *
   * @throws Invalid for merge fields that do not exist, offices that do not exist, and a slug that is taken.
   */
  async draft(tx: EntityManager, caller: Caller, form: NewLetterCampaign): Promise<string> {
    caller.requires('letters.write', form.owner_id);
    const fields = withForm(EMPTY, form);
    await this.assertValid(tx, fields);
    await this.campaigns.assertUsable(tx, form.campaign_id, form.owner_id);
    const host = await this.chapters.host(tx, form.owner_id);
    const id = await this.insert(tx, fields, form, host.isPractice);
    await this.note(tx, caller, 'letter-campaign.created', form.owner_id, id);
    return id;
  }

  /** Changes what is sent. Another text of a published campaign is a new version: letters keep the one they began with. */
  change(caller: Caller, id: string, form: LetterCampaignChanges): Promise<LetterCampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      if (form.slug !== undefined && form.slug !== campaign.slug)
        throw new Invalid([{ param: 'slug', message: 'The address stays: people may have passed it on.' }]);
      const fields = withForm(campaign, form);
      await this.assertValid(tx, fields);
      await this.campaigns.assertUsable(tx, form.campaign_id, campaign.owner_id);
      await updateCampaign(tx, id, fields);
      if (campaign.state !== 'draft') await this.freeze(tx, { ...campaign, ...fields });
      await this.note(tx, caller, 'letter-campaign.changed', campaign.owner_id, id);
    });
  }

  /** draft or closed -> open, with the text frozen. @throws Invalid naming what is missing, Conflict where it is open. */
  publish(caller: Caller, id: string): Promise<LetterCampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      await this.freeze(tx, campaign);
      await this.move(tx, campaign, ['draft', 'closed'], 'open');
      await this.note(tx, caller, 'letter-campaign.published', campaign.owner_id, id);
    });
  }

  close(caller: Caller, id: string): Promise<LetterCampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      await this.move(tx, campaign, ['open'], 'closed');
      await this.note(tx, caller, 'letter-campaign.closed', campaign.owner_id, id);
    });
  }

  private async insert(
    tx: EntityManager,
    fields: CampaignFields,
    { slug, owner_id }: NewLetterCampaign,
    isPractice: boolean,
  ): Promise<string> {
    const wanted = slug ?? slugOf(localized(fields.title, 'en'));
    const given = { ...fields, owner_id, is_practice: isPractice };
    for (let at = 1; at <= (slug ? 1 : 50); at++) {
      const id = await insertCampaign(tx, { ...given, slug: at === 1 ? wanted : `${wanted}-${at}` });
      if (id) return id;
    }
    throw new Invalid([{ param: 'slug', message: 'This address is taken. Choose another.' }]);
  }

  private async assertValid(tx: EntityManager, { subject, body, targets }: CampaignFields): Promise<void> {
    const wrong: FieldError[] = [];
    for (const [param, text] of Object.entries({ subject, body })) {
      const unknown = Object.values(text).flatMap((each) => unknownFields(each ?? ''));
      if (unknown.length > 0) {
        const message = `There is no field {{${unknown[0]}}}. Use {{official.salutation}}, {{constituent.name}} or {{district}}.`;
        wrong.push({ param, message });
      }
    }
    if (targets.always.length > 0 && (await countOffices(tx, targets.always)) < new Set(targets.always).size)
      wrong.push({ param: 'targets.always', message: 'One of these offices does not exist any more.' });
    if (wrong.length > 0) throw new Invalid(wrong);
  }

  private async freeze(tx: EntityManager, campaign: LetterCampaignRow): Promise<void> {
    const missing = (['title', 'subject', 'body'] as const).filter(
      (field) => !localized(campaign[field], 'en'),
    );
    if (missing.length > 0)
      throw new Invalid(missing.map((param) => ({ param, message: 'Write this before it is published.' })));
    const text = frozenText(campaign);
    await freezeVersion(tx, campaign.id, text, createHash('sha256').update(JSON.stringify(text)).digest());
  }

  private async move(
    tx: EntityManager,
    { id, state }: LetterCampaignRow,
    from: readonly LetterCampaignState[],
    to: LetterCampaignState,
  ): Promise<void> {
    if (!(await moveCampaign(tx, id, from, to)))
      throw new Conflict('letter_campaign_state', `This campaign is ${state}, so this cannot be done now.`);
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, campaign: LetterCampaignRow) => Promise<void>,
  ): Promise<LetterCampaignResource> {
    return this.database.as(caller.scope('letters.read'), async (tx) => {
      const campaign = await this.readable(tx, caller, id);
      caller.requires('letters.write', campaign.owner_id);
      await work(tx, campaign);
      return this.show(tx, caller, id);
    });
  }

  /** A campaign that the caller may read. @throws NotFound for any other. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<LetterCampaignRow> {
    const found = await findCampaign(tx, id, caller.within('letters.read'));
    if (!found) throw new NotFound();
    return found;
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<LetterCampaignResource> {
    const campaign = await this.readable(tx, caller, id);
    return (await this.showing(tx, [campaign]))(campaign);
  }

  /** Reads what stands beside these campaigns, and gives how to show one of them. */
  private async showing(
    tx: EntityManager,
    campaigns: readonly LetterCampaignRow[],
  ): Promise<(campaign: LetterCampaignRow) => LetterCampaignResource> {
    const named = await targetNames(
      tx,
      campaigns.flatMap(({ targets }) => namedIn(targets)),
    );
    const names = new Map(named.map(({ id, name }) => [id, name]));
    const sinks = new Map<string, string>();
    for (const ownerId of new Set(campaigns.map(({ owner_id }) => owner_id))) {
      const host = await this.chapters.host(tx, ownerId);
      sinks.set(ownerId, host.replyTo ?? host.fromAddress);
    }
    return (campaign) => LetterCampaignResource.from(campaign, sinks.get(campaign.owner_id)!, names);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'letter-campaign', id },
    });
  }
}
