import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { page } from '../../layout/page.js';
import { type Visit } from '../../layout/visit.js';
import { Chapters } from '../../network/chapters.service.js';
import { SourceCodes } from '../../partners/credit/source-codes.service.js';
import { Statements } from '../../partners/credit/statements.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type StatementList, StatementResource } from './credit.resources.js';
import { statementMessages } from './statements.messages.js';
import { monthName, StatementPage } from './statement.views.js';

const STATEMENT = 'partner-statement';

/** Partners' frozen months: as a list, and each as a page that a partner can hand on to its board. */
@Injectable()
export class StatementPages {
  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
    private readonly codes: SourceCodes,
    private readonly chapters: Chapters,
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  /** @param id the partner in a chapter: read by both, and told to both alike. */
  list(caller: Caller, id: string): Promise<StatementList> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await this.statements.list(tx, await this.codes.membership(tx, caller, id));
      return { data: found.map((each) => StatementResource.from(each, this.url(each.id, each.chapterId))) };
    });
  }

  /**
   * Read by whoever has the address, which is signed: a partner hands it on as it likes. It holds no number from one to
   * four.
   *
   * @throws NotFound for an address that was not made here.
   */
  show(visit: Visit, chapter: string, token: string): Promise<HtmlAnswer> {
    const id = this.tokens.verifyId(STATEMENT, token);
    const chapterId = this.tokens.verifyId(STATEMENT, chapter);
    if (!id || !chapterId) throw new NotFound();
    return this.database.as(Scope.organizations(chapterId), (tx) => this.render(tx, visit, id));
  }

  private async render(tx: EntityManager, visit: Visit, id: string): Promise<HtmlAnswer> {
    const statement = await this.statements.byId(tx, id);
    if (!statement?.partnerId) throw new NotFound();
    const host = await this.chapters.host(tx, statement.chapterId);
    const { name: partnerName } = await this.chapters.host(tx, statement.partnerId);
    return page({
      visit,
      title: statementMessages[visit.language].title(partnerName, monthName(statement.month, visit)),
      host,
      isPractice: host.isPractice,
      isPrivate: true,
      children: StatementPage({ visit, statement, partnerName, chapterName: host.name }),
    });
  }

  private url(id: string, chapterId: string): string {
    const [chapter, token] = [chapterId, id].map((each) => this.tokens.signId(STATEMENT, each));
    return `${this.config.origin}/statements/${chapter}/${token}`;
  }
}
