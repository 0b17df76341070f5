import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../platform/http/access.js';
import { FileAnswer } from '../platform/http/answers.js';
import { NotFound } from '../platform/http/errors.js';
import { ASSET_BODIES } from './assets.js';
import { readable, readableOnDark } from './colour.js';

const FOR_EVER = 'public, max-age=31536000, immutable';

@ApiExcludeController()
@Controller()
@Public()
export class AssetsController {
  @Get('assets/:name')
  asset(@Param('name') name: string): FileAnswer {
    const asset = ASSET_BODIES.get(`/assets/${name}`);
    if (!asset) throw new NotFound();
    return new FileAnswer(asset.body, asset.type, { 'cache-control': FOR_EVER });
  }

  /** A chapter's colour as a stylesheet of its own: the policy allows no style attributes. */
  @Get('brand/:name')
  brand(@Param('name') name: string): FileAnswer {
    const hex = /^([0-9a-f]{6})\.css$/.exec(name)?.[1];
    if (!hex) throw new NotFound();
    const css = `:root{--brand:${readable(hex)}}@media (prefers-color-scheme:dark){:root{--brand-text:${readableOnDark(hex)}}}@media (prefers-color-scheme:light){:root{--brand-text:${readable(hex)}}}`;
    return new FileAnswer(css, 'text/css; charset=utf-8', { 'cache-control': FOR_EVER });
  }

  @Get('robots.txt')
  robots(): FileAnswer {
    return new FileAnswer(
      'User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /sign-in\n',
      'text/plain',
    );
  }
}
