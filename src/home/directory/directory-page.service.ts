import { Injectable } from '@nestjs/common';
import { page } from '../../layout/page.js';
import { type Visit } from '../../layout/visit.js';
import { Chapters } from '../../network/chapters.service.js';
import { Networks } from '../../network/networks.service.js';
import { Directory, sectorOf, SECTORS } from '../../partners/directory.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { directoryMessages } from './directory.messages.js';
import { DirectoryPage } from './directory.views.js';

/** The same for every visitor: half a minute old is fresh enough. */
const SHARED = 'public, max-age=30, stale-while-revalidate=60';

/** The public directory of partners, by city and sector. */
@Injectable()
export class DirectoryPages {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly chapters: Chapters,
    private readonly directory: Directory,
  ) {}

  /** A city or sector that does not exist is every one: the address was mistyped. */
  async show(visit: Visit): Promise<HtmlAnswer> {
    const { city, sector: wanted, after } = visit.query;
    const { host, ...face } = await this.database.as(Scope.visitor, async (tx) => {
      const chapters = await this.chapters.list(tx);
      const chapter = chapters.find(({ slug }) => slug === city) ?? null;
      const sector = sectorOf(wanted);
      const network = await this.networks.find(tx);
      return {
        ...(await this.directory.page(tx, { chapterId: chapter?.id ?? null, sector }, after)),
        chapters,
        chapter,
        sector,
        host: network && (await this.chapters.host(tx, network.id)),
      };
    });
    const { title, lead } = directoryMessages[visit.language];
    const children = DirectoryPage({ visit, sectors: SECTORS, ...face });
    const about = { title, description: lead, host, isPractice: host?.isPractice };
    return page({ visit, ...about, children }, 200, SHARED);
  }
}
