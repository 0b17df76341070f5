import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import PostalMime from 'postal-mime';
import { Config } from '../config/config.js';
import { Public } from '../http/access.js';
import { FileAnswer, HtmlAnswer, SeeOther } from '../http/answers.js';
import { NotFound } from '../http/errors.js';
import { checksOf } from './mailbox-checks.js';
import { Mailbox } from './mailbox.service.js';
import { type CaughtMessage } from './caught-message.js';
import { mailboxPage, messagePage, type Tab, TABS } from './mailbox.views.js';

const PAGE = 50;
const LARGEST_PAGE = 1_000;

/**
 * The pages and the API of the built-in mailbox. They exist only while it is in use and only on a machine of
 * one's own: it holds everybody's mail, sign-in links among them, and asks for no session.
 */
@ApiExcludeController()
@Controller('mailbox')
@Public()
export class MailboxController {
  constructor(
    private readonly config: Config,
    private readonly mailbox: Mailbox,
  ) {}

  @Get()
  async list(
    @Req() { nonce }: FastifyRequest,
    @Query('search') search?: unknown,
    @Query('after') after?: unknown,
  ): Promise<HtmlAnswer> {
    this.refuseUnlessOpen();
    const { data, next } = await this.mailbox.list({ search: text(search), after: text(after), limit: PAGE });
    return new HtmlAnswer(mailboxPage({ nonce, entries: data, search: text(search) ?? '', next }));
  }

  /** `limit` up to 1,000 (50), `after` of the page before, `to` an exact recipient. Newest first, with the raw source. */
  @Get('api/messages')
  async messages(
    @Query('to') to?: unknown,
    @Query('search') search?: unknown,
    @Query('after') after?: unknown,
    @Query('limit') limit?: unknown,
  ): Promise<object> {
    this.refuseUnlessOpen();
    const { data, next } = await this.mailbox.listWhole({
      to: text(to)?.toLowerCase(),
      search: text(search),
      after: text(after),
      limit: Math.min(Math.max(Math.trunc(Number(text(limit) ?? PAGE)) || PAGE, 1), LARGEST_PAGE),
    });
    return { data: data.map(shown), next };
  }

  @Get('api/messages/:id')
  async message(@Param('id') id: string): Promise<object> {
    this.refuseUnlessOpen();
    const caught = await this.mailbox.get(id);
    const { html, text: plain, headers, attachments } = await PostalMime.parse(caught.raw);
    const files = attachments.map(({ filename, mimeType }) => ({ filename, mime_type: mimeType }));
    return { ...shown(caught), html: html ?? null, text: plain ?? null, headers, attachments: files };
  }

  @Get('api/messages/:id/raw')
  async raw(@Param('id') id: string): Promise<FileAnswer> {
    this.refuseUnlessOpen();
    const { raw } = await this.mailbox.get(id);
    // As plain text: a browser must show it, never run it.
    return new FileAnswer(raw, 'text/plain; charset=utf-8', { 'cache-control': 'no-store' });
  }

  @Delete('api/messages')
  async remove(): Promise<{ deleted: number }> {
    this.refuseUnlessOpen();
    return { deleted: await this.mailbox.empty() };
  }

  @Post('empty')
  @HttpCode(303)
  async empty(): Promise<SeeOther> {
    this.refuseUnlessOpen();
    await this.mailbox.empty();
    return new SeeOther('/mailbox');
  }

  @Get(':id')
  async view(
    @Req() { nonce }: FastifyRequest,
    @Param('id') id: string,
    @Query('tab') asked?: unknown,
  ): Promise<HtmlAnswer> {
    this.refuseUnlessOpen();
    const entry = await this.mailbox.get(id);
    const message = await PostalMime.parse(entry.raw);
    const fallback: Tab = message.html === undefined ? 'text' : 'html';
    const tab = TABS.find((each) => each === asked) ?? fallback;
    return new HtmlAnswer(messagePage({ nonce, entry, message, checks: checksOf(message), tab }));
  }

  private refuseUnlessOpen(): void {
    if (!this.config.usesMailbox || !isOwnMachine(new URL(this.config.origin).hostname)) throw new NotFound();
  }
}

/** Names that lead nowhere but here: loopback, and what RFC 6761 keeps out of the public DNS. */
function isOwnMachine(host: string): boolean {
  return host === '[::1]' || /^127(\.\d+){3}$/.test(host) || /(^|\.)(localhost|test)$/.test(host);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.replaceAll('\0', '') : undefined;
}

function shown({
  id,
  envelope_from,
  recipients,
  sender,
  subject,
  received_at,
  size,
  raw,
}: CaughtMessage): object {
  return {
    id,
    envelope_from,
    to: recipients,
    from: sender,
    subject,
    received_at,
    size,
    raw: raw.toString('utf8'),
  };
}
