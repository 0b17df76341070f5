import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Public } from '../../../platform/http/access.js';
import { VendorInlet } from './vendor-inlet.service.js';

/** Where mail vendors report: open to anybody, and the vendor's signature is the authority. 204 once it is stored. */
@ApiExcludeController()
@Public()
@Controller('mail-events')
export class VendorEventsController {
  constructor(private readonly inlet: VendorInlet) {}

  @Post(':vendor')
  @HttpCode(204)
  async take(
    @Param('vendor') vendor: string,
    @Req() request: FastifyRequest & { rawBody?: Buffer },
  ): Promise<void> {
    // Amazon says text/plain of its JSON.
    const body = request.rawBody ?? Buffer.from(typeof request.body === 'string' ? request.body : '');
    await this.inlet.take(vendor, { header: (name) => String(request.headers[name] ?? ''), body });
  }
}
