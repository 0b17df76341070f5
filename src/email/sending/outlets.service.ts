import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { sendNews, sendPostBy } from '../email.jobs.js';
import { Ways } from '../mail-relays/ways.service.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { NewsSending } from './news-sending.service.js';
import { Posting } from './posting.service.js';

/** Connections that a burst of letters gets by each further relay, over all workers. */
const SHARES = [1, 2] as const;

/** Mail of all organizations, parted by the way that it goes: a relay that is slow or broken holds up its own alone. */
@Injectable()
export class Outlets {
  constructor(
    private readonly ways: Ways,
    private readonly posting: Posting,
    private readonly news: NewsSending,
    private readonly jobs: Jobs,
  ) {}

  /** Sends letters by the relay of SMTP_URL, and has those of the others sent beside it. */
  async sendPost(signal: AbortSignal): Promise<void> {
    const ways = await this.ways.all('transactional');
    const others = ways.filter(({ relay }) => relay !== DEFAULT_RELAY);
    await this.jobs.nudge(
      sendPostBy,
      ...others.flatMap(({ relay }) => SHARES.map((share) => ({ relay, share }))),
    );
    const way = ways.find(({ relay }) => relay === DEFAULT_RELAY);
    if (way) await this.posting.send(way, signal);
  }

  async sendPostBy(relay: string, share: number, signal: AbortSignal): Promise<void> {
    const way = (await this.ways.all('transactional')).find((each) => each.relay === relay);
    const end = way && (await this.posting.send(way, signal));
    if (end === 'slice') await this.jobs.nudge(sendPostBy, { relay, share });
  }

  /** @param relay that of SMTP_URL where it is not given, and then the others as well, beside it */
  async sendNews(relay: string | undefined, signal: AbortSignal): Promise<void> {
    const ways = await this.ways.all('bulk');
    if (relay === undefined)
      await this.jobs.nudge(
        sendNews,
        ...ways.flatMap((way) => (way.relay === DEFAULT_RELAY ? [] : [{ relay: way.relay }])),
      );
    const way = ways.find((each) => each.relay === (relay ?? DEFAULT_RELAY));
    const end = way && (await this.news.send(way, signal));
    if (end === 'slice') await this.jobs.nudge(sendNews, relay === undefined ? {} : { relay });
  }
}
