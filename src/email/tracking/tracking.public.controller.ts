import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access.js';
import { FileAnswer, HtmlAnswer } from '../../platform/http/answers.js';
import { NotFound } from '../../platform/http/errors.js';
import { MailLinks, NO_DELIVERY } from './mail-links.service.js';
import { machineReason } from './machine.access.js';
import { Tracking } from './tracking.service.js';

/** The smallest transparent GIF there is. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const KEEP_NOTHING = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const;

/** Opened and clicked, as mail programs report it. Answers without the database. */
@ApiExcludeController()
@Public()
@Controller('t')
export class TrackingController {
  constructor(
    private readonly links: MailLinks,
    private readonly tracking: Tracking,
  ) {}

  /** Always the picture: a broken image in an old mail would help nobody. */
  @Get('o/:file')
  open(@Param('file') file: string, @Req() request: FastifyRequest): FileAnswer {
    const delivery = this.links.readPixel(file.replace(/\.gif$/, ''));
    if (delivery !== null && delivery !== NO_DELIVERY) this.note('open', delivery, null, request);
    return new FileAnswer(PIXEL, 'image/gif', KEEP_NOTHING);
  }

  /** 302 to where the link of that mail leads, and nowhere else. */
  @Get('c/:token')
  click(
    @Param('token') token: string,
    @Query('u') url: unknown,
    @Req() request: FastifyRequest,
  ): FileAnswer | HtmlAnswer {
    const click = typeof url === 'string' ? this.links.readClick(token, url) : null;
    if (!click) throw new NotFound('This link is not complete. Open the mail and follow it from there.');
    if (click.deliveryId !== NO_DELIVERY) this.note('click', click.deliveryId, click.linkId, request);
    return new FileAnswer('', 'text/plain', { ...KEEP_NOTHING, location: url as string }, 302);
  }

  private note(
    kind: 'open' | 'click',
    delivery: string,
    link: string | null,
    { method, headers }: FastifyRequest,
  ): void {
    const agent = (headers['user-agent'] ?? '').replace(/[^\P{C}]/gu, '').slice(0, 300);
    const purpose = String(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'] ?? '');
    const machine = machineReason(kind, { method, agent, purpose });
    this.tracking.note({ delivery, link, kind, agent, machine, at: new Date() });
  }
}
