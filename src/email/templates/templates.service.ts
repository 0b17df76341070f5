import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Permission } from '../../staff/roles.access.js';
import { type NewsContent } from '../news.service.js';
import { asTranslations, assertOneALanguage } from '../translations/translation.js';
import { type NewTemplate, type TemplateChanges, TemplateList, TemplateResource } from './templates.forms.js';
import {
  deleteTemplate,
  findTemplate,
  findTemplates,
  insertTemplate,
  type Template,
  updateTemplate,
} from './templates.sql.js';

/** Texts that mailings begin with. A mailing takes a copy, so changing a template changes no mailing. */
@Injectable()
export class Templates {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
  ) {}

  list(caller: Caller): Promise<TemplateList> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => ({
      data: (await findTemplates(tx, caller.within('mailings.read'))).map((it) => TemplateResource.from(it)),
    }));
  }

  read(caller: Caller, id: string): Promise<TemplateResource> {
    return this.database.as(caller.scope('mailings.read'), async (tx) =>
      TemplateResource.from(await this.find(tx, caller, id, 'mailings.read')),
    );
  }

  create(caller: Caller, form: NewTemplate): Promise<TemplateResource> {
    caller.requires('mailings.write', form.owner_id);
    const translations = asTranslations(form.translations ?? []);
    assertOneALanguage({ language: form.language, translations });
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const { isPractice } = await this.chapters.host(tx, form.owner_id);
      const id = await insertTemplate(tx, {
        ...form,
        ownerId: form.owner_id,
        previewText: form.preview_text,
        translations,
        isPractice,
      });
      return TemplateResource.from(await this.find(tx, caller, id, 'mailings.write'));
    });
  }

  change(caller: Caller, id: string, changes: TemplateChanges): Promise<TemplateResource> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const before = await this.find(tx, caller, id, 'mailings.write');
      const language = changes.language ?? before.language;
      const translations = changes.translations ? asTranslations(changes.translations) : before.translations;
      assertOneALanguage({ language, translations });
      await updateTemplate(tx, id, {
        name: changes.name ?? before.name,
        language,
        translations,
        subject: changes.subject ?? before.subject,
        previewText: changes.preview_text ?? before.previewText,
        body: changes.body ?? before.body,
      });
      return TemplateResource.from(await this.find(tx, caller, id, 'mailings.write'));
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      await this.find(tx, caller, id, 'mailings.write');
      await deleteTemplate(tx, id);
    });
  }

  /** What a template of this organization says now, for whoever freezes a copy; undefined for any other's. */
  async content(tx: EntityManager, ownerId: string, id: string): Promise<NewsContent | undefined> {
    const found = await findTemplate(tx, id, [ownerId]);
    if (!found) return undefined;
    const { name, language, subject, previewText, body, translations } = found;
    return { name, language, subject, previewText, body, translations };
  }

  private async find(
    tx: EntityManager,
    caller: Caller,
    id: string,
    permission: Permission,
  ): Promise<Template> {
    const found = await findTemplate(tx, id, caller.within(permission));
    if (!found) throw new NotFound();
    caller.requires(permission, found.ownerId);
    return found;
  }
}
