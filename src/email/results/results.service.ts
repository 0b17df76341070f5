import { Injectable } from '@nestjs/common';
import { ACTIONS } from '../../engagement/engagement.access.js';
import { Database } from '../../platform/database/database.service.js';
import { NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { Mailings } from '../mailings/mailings.service.js';
import { findVersion } from '../mailings/preparing.sql.js';
import { Showing } from '../mailings/showing.service.js';
import { type MailingPicture, type MailingResults, type MailingVersionList } from './results.resources.js';
import { countAnswers, countDomains, countHours, countVersionClicks, findVersions } from './results.sql.js';

/** What a mailing brought: actions, hours, domains, and what exactly was sent. */
@Injectable()
export class Results {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly showing: Showing,
  ) {}

  results(caller: Caller, id: string): Promise<MailingResults> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      await this.mailings.find(tx, caller, id, 'mailings.read');
      const [all, ...answers] = await countAnswers(tx, id, [...ACTIONS]);
      const hours = await countHours(tx, id);
      return {
        acted: all?.people ?? 0,
        actions: answers.map(({ did, kind, id: what, title, people }) => ({
          ...{ did: did!, kind: kind!, id: what },
          ...{ title: title ?? '', people },
        })),
        hours: hours.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts })),
        domains: await countDomains(tx, id),
      };
    });
  }

  versions(caller: Caller, id: string): Promise<MailingVersionList> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      await this.mailings.find(tx, caller, id, 'mailings.read');
      const found = await findVersions(tx, id);
      return {
        data: found.map(({ version, language, createdAt, recipients }) => ({
          ...{ version, language, recipients },
          created_at: createdAt.toISOString(),
        })),
      };
    });
  }

  /** The mail itself with its links counted. @throws NotFound for a version that was never frozen */
  picture(caller: Caller, id: string, number: string): Promise<MailingPicture> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      await this.mailings.find(tx, caller, id, 'mailings.read');
      const version = /^\d{1,6}$/.test(number) ? Number(number) : 0;
      const frozen = (await findVersion(tx, id, version))?.content;
      if (!frozen) throw new NotFound();
      const clicks = new Map((await countVersionClicks(tx, id, version)).map((each) => [each.url, each]));
      const links = frozen.links.map(({ url }, at) => ({
        ...{ position: at + 1, url },
        people: clicks.get(url)?.people ?? 0,
        automatic: clicks.get(url)?.automatic ?? 0,
      }));
      return { version, ...this.showing.picture(frozen), links };
    });
  }
}
