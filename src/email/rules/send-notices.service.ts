import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { formatNumber } from '../../layout/i18n.js';
import { mail, type MailContent } from '../../layout/mail.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Networks } from '../../network/networks.service.js';
import { type Colleague, Colleagues } from '../../staff/colleagues.service.js';
import { type Mailing } from '../mailings/mailing.entity.js';
import { Post } from '../post.service.js';
import { sendNoticeMessages } from './send-notices.messages.js';
import { SendingRulesService } from './sending-rules.service.js';

/** Tells the network's administrators that a group sends, where the network wants to know (EM-20). Never to whom. */
@Injectable()
export class SendNotices {
  constructor(
    private readonly rules: SendingRulesService,
    private readonly networks: Networks,
    private readonly chapters: Chapters,
    private readonly colleagues: Colleagues,
    private readonly post: Post,
  ) {}

  /** In the transaction in which the mailing begins, in the worker. Once a mailing. Call `wake` after the commit. */
  async write(tx: EntityManager, mailing: Mailing, count: number): Promise<void> {
    if (!(await this.rules.ofNetwork(tx)).isToldOfSends) return;
    const network = await this.networks.current(tx);
    const host = await this.chapters.host(tx, network.id);
    const sender = await this.chapters.host(tx, mailing.ownerId);
    for (const to of await this.colleagues.holding(tx, network.id, 'network.settings')) {
      await this.post.send(tx, {
        ownerId: network.id,
        to: { name: to.name, address: to.email },
        kind: 'staff',
        language: to.language,
        content: noticeMail(to, host, sender.name, mailing.subject, count),
        dedupeKey: `sends:${mailing.id}:${to.accountId}`,
        isPractice: mailing.isPractice,
      });
    }
  }

  wake(): Promise<void> {
    return this.post.wake();
  }
}

function noticeMail(
  { language, name }: Colleague,
  host: Host,
  sender: string,
  subject: string,
  count: number,
): MailContent {
  const t = sendNoticeMessages[language];
  return mail({
    language,
    host,
    subject: t.subject(sender),
    blocks: [
      { text: t.greeting(name) },
      { text: t.text(sender, subject, formatNumber(count, language)) },
      { small: t.why },
    ],
  });
}
