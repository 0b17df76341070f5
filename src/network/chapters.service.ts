import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language } from '../layout/i18n.js';
import { Config } from '../platform/config/config.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import {
  type Chapter,
  findChapter,
  findChapterBySlug,
  findChapters,
  findClosed,
  findHost,
  findTeam,
  type TeamMember,
} from './chapters.sql.js';
import {
  type ChapterChanges,
  insertChapter,
  moveChapter,
  replaceTeam,
  updateChapter,
} from './network-changes.sql.js';
import { type OrganizationKind } from './organization.entity.js';
import { Organizations } from './organizations.service.js';

export type { Chapter, TeamMember } from './chapters.sql.js';

/** Whose page or mail something is. Fits `page({ host })` and `mail({ host })`. */
export interface Host {
  organizationId: string;
  kind: OrganizationKind;
  name: string;
  href: string;
  colour: string;
  postalAddress: string;
  timeZone: string;
  languages: Language[];
  fromName: string;
  /** Never empty: a host without an address of its own sends from no-reply at the public address's domain. */
  fromAddress: string;
  replyTo: string | null;
  exitUrl: string;
  isPractice: boolean;
}

export interface NewChapter {
  networkId: string;
  name: string;
  territory: string;
  region: string;
  timeZone: string;
  languages: Language[];
}

const NEUTRAL_COLOUR = '#005c5e';
const NEUTRAL_EXIT = 'https://www.weather.gov';

/** Chapters, and whoever else can stand at the head of a page or a mail. */
@Injectable()
export class Chapters {
  constructor(
    private readonly config: Config,
    private readonly organizations: Organizations,
  ) {}

  list(tx: EntityManager): Promise<Chapter[]> {
    return findChapters(tx);
  }

  async byId(tx: EntityManager, id: string): Promise<Chapter> {
    const chapter = await findChapter(tx, id);
    if (!chapter) throw new NotFound();
    return chapter;
  }

  async bySlug(tx: EntityManager, slug: string): Promise<Chapter> {
    const chapter = await findChapterBySlug(tx, slug);
    if (!chapter) throw new NotFound();
    return chapter;
  }

  team(tx: EntityManager, chapterId: string): Promise<TeamMember[]> {
    return findTeam(tx, chapterId);
  }

  /** Names of those of these organizations that are chapters of the network and do not let it in just now. */
  closedTo(tx: EntityManager, networkId: string, organizationIds: readonly string[]): Promise<string[]> {
    return findClosed(tx, networkId, organizationIds);
  }

  /** Whose page or mail it is: a chapter, a partner or the network itself. */
  async host(tx: EntityManager, organizationId: string): Promise<Host> {
    const found = await findHost(tx, organizationId);
    if (!found) throw new NotFound();
    const { hostname } = new URL(this.config.origin);
    return {
      ...found,
      href: found.kind === 'chapter' ? `/chapters/${found.slug}` : '/',
      colour: found.colour ?? NEUTRAL_COLOUR,
      timeZone: found.timeZone ?? 'America/New_York',
      languages: found.languages ?? ['en', 'es', 'pt'],
      fromName: found.fromName ?? found.name,
      fromAddress: found.fromAddress ?? `no-reply@${hostname.includes('.') ? hostname : 'accord.example'}`,
      exitUrl: found.exitUrl ?? NEUTRAL_EXIT,
    };
  }

  /**
   * Makes a planned chapter. It grants the network nothing: its own administrators set it up (PO-4).
   *
   * @param id from `Organizations.newId`, and in the transaction's scope: row-level security asks that of who writes it.
   */
  async create(tx: EntityManager, id: string, { name, ...chapter }: NewChapter): Promise<void> {
    await this.organizations.create(tx, { id, kind: 'chapter', name });
    await insertChapter(tx, { id, ...chapter });
  }

  /** Changes what is given. The transaction's scope must hold the chapter. */
  async change(
    tx: EntityManager,
    id: string,
    { name, ...changes }: ChapterChanges & { name?: string },
  ): Promise<void> {
    if ((await updateChapter(tx, id, changes)) === 0) throw new NotFound();
    if (name !== undefined) await this.organizations.rename(tx, id, { name });
  }

  /**
   *   planned --launch--> active <--launch / rest--> dormant
   */
  async launch(tx: EntityManager, id: string): Promise<void> {
    if ((await moveChapter(tx, id, 'active', ['planned', 'dormant'])) === 0)
      throw new Conflict('chapter_not_at_rest', 'The chapter is active already, or has left.');
  }

  async rest(tx: EntityManager, id: string): Promise<void> {
    if ((await moveChapter(tx, id, 'dormant', ['active'])) === 0)
      throw new Conflict('chapter_not_active', 'Only an active chapter can rest.');
  }

  /** Puts these people in the place of the team, in this order. */
  setTeam(tx: EntityManager, id: string, team: readonly Omit<TeamMember, 'id'>[]): Promise<void> {
    return replaceTeam(tx, id, team);
  }
}
