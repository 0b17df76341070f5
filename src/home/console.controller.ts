import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Public } from '../platform/http/access.js';
import { FileAnswer, HtmlAnswer, SeeOther } from '../platform/http/answers.js';
import { NotFound } from '../platform/http/errors.js';
import { ConsoleFiles } from './console-files.service.js';

/** The staff console: files of a browser program. They hold no data; the API behind them asks for a session. */
@ApiExcludeController()
@Controller()
@Public()
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get('console')
  entry(): SeeOther {
    return new SeeOther('/console/');
  }

  @Get('console/*')
  @Header('vary', 'accept-encoding')
  async file(@Req() request: FastifyRequest): Promise<FileAnswer | HtmlAnswer> {
    const name = request.url.split('?')[0]!.slice('/console/'.length);
    // Addresses of the program's own screens have no ending; files have one.
    if (!/\.[a-z0-9]+$/.test(name)) return new HtmlAnswer(await this.files.page(request.nonce));
    const file = await this.files.file(name, request.headers['accept-encoding'] ?? '');
    if (!file) throw new NotFound();
    return new FileAnswer(file.body, file.type, file.headers);
  }
}
