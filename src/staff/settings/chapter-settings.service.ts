import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { slugOf } from '../../layout/slug.js';
import { Chapters } from '../../network/chapters.service.js';
import { Networks } from '../../network/networks.service.js';
import { Organizations } from '../../network/organizations.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Invalid } from '../../platform/http/errors.js';
import { AccountMail } from '../account-mail.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { Team } from '../team/team.service.js';
import { type ChapterChanges, type NewChapter, type TeamForm } from './settings.forms.js';
import { ChapterSettingsResource, ChapterSummary } from './settings.resources.js';

/** What a chapter decides about itself. Chapters are autonomous: the network's staff come in only where it lets them. */
@Injectable()
export class ChapterSettings {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly networks: Networks,
    private readonly organizations: Organizations,
    private readonly team: Team,
    private readonly mail: AccountMail,
    private readonly audit: Audit,
  ) {}

  /** The caller's chapters; for who governs the network all of them, also those that they may not open. */
  list(caller: Caller): Promise<ChapterSummary[]> {
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const isYours = (id: string): boolean => caller.can('chapter.settings', id);
      const found = await this.chapters.list(tx);
      const shown = caller.can('network.settings') ? found : found.filter(({ id }) => isYours(id));
      return shown.map((chapter) => ChapterSummary.of(chapter, isYours(chapter.id)));
    });
  }

  find(caller: Caller, id: string): Promise<ChapterSettingsResource> {
    caller.requires('chapter.settings', id);
    return this.database.as(caller.scope('chapter.settings'), (tx) => this.read(tx, id));
  }

  /**
   * A planned chapter and its first administrator, who is invited by mail. The network founds it and then stands outside
   * until the chapter lets it in. Should the invitation go astray, `staff create --chapter` names somebody else.
   */
  async create(caller: Caller, form: NewChapter): Promise<ChapterSummary> {
    const { network, id } = await this.database.as(caller.scope('network.settings'), async (tx) => {
      const slug = slugOf(form.name);
      if ((await this.chapters.list(tx)).some((chapter) => chapter.slug === slug))
        throw new Invalid([{ param: 'name', message: 'There is a chapter of this name already.' }]);
      return { network: await this.networks.current(tx), id: await this.organizations.newId(tx) };
    });
    caller.requires('network.settings', network.id);
    const scope = Scope.account(caller.accountId, [...caller.organizations('network.settings'), id]);
    const made = await this.database.as(scope, async (tx) => {
      const { time_zone: timeZone, administrator, ...rest } = form;
      await this.chapters.create(tx, id, { networkId: network.id, timeZone, ...rest });
      await this.audit.append(tx, caller, {
        organizationId: network.id,
        action: 'chapter.created',
        subject: { kind: 'chapter', id },
      });
      const account = await this.team.appoint(tx, caller, { ...administrator, organizationId: id });
      return ChapterSummary.of(await this.chapters.byId(tx, id), account === caller.accountId);
    });
    await this.mail.wake();
    return made;
  }

  change(caller: Caller, id: string, form: ChapterChanges): Promise<ChapterSettingsResource> {
    return this.acting(caller, id, 'chapter.changed', { fields: Object.keys(form) }, (tx) =>
      this.chapters.change(tx, id, {
        name: form.name,
        territory: form.territory,
        region: form.region,
        timeZone: form.time_zone,
        languages: form.languages,
        colour: form.colour,
        mission: form.mission,
        approach: form.approach,
        exitUrl: form.exit_url,
        postalAddress: form.postal_address,
        fromName: form.from_name,
        fromAddress: form.from_address,
        replyTo: form.reply_to,
        grantsNetwork: form.grants_network,
      }),
    );
  }

  setTeam(caller: Caller, id: string, { team }: TeamForm): Promise<ChapterSettingsResource> {
    return this.acting(caller, id, 'chapter.team-changed', { members: team.length }, (tx) =>
      this.chapters.setTeam(tx, id, team),
    );
  }

  launch(caller: Caller, id: string): Promise<ChapterSettingsResource> {
    return this.acting(caller, id, 'chapter.launched', {}, (tx) => this.chapters.launch(tx, id));
  }

  rest(caller: Caller, id: string): Promise<ChapterSettingsResource> {
    return this.acting(caller, id, 'chapter.rested', {}, (tx) => this.chapters.rest(tx, id));
  }

  private acting(
    caller: Caller,
    id: string,
    action: string,
    detail: Record<string, unknown>,
    act: (tx: EntityManager) => Promise<void>,
  ): Promise<ChapterSettingsResource> {
    caller.requires('chapter.settings', id);
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      await act(tx);
      await this.audit.append(tx, caller, {
        organizationId: id,
        action,
        subject: { kind: 'chapter', id },
        detail,
      });
      return this.read(tx, id);
    });
  }

  private async read(tx: EntityManager, id: string): Promise<ChapterSettingsResource> {
    return ChapterSettingsResource.from(await this.chapters.byId(tx, id), await this.chapters.team(tx, id));
  }
}
