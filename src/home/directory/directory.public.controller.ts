import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, type Visit } from '../../layout/visit.js';
import { Directory } from '../../partners/directory.service.js';
import { Public } from '../../platform/http/access.js';
import { type FileAnswer, type HtmlAnswer } from '../../platform/http/answers.js';
import { DirectoryPages } from './directory-page.service.js';

@ApiExcludeController()
@Public()
@Controller('partners')
export class DirectoryPublicController {
  constructor(
    private readonly pages: DirectoryPages,
    private readonly directory: Directory,
  ) {}

  @Get()
  show(@CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return this.pages.show(visit);
  }

  @Get(':slug/logo.png')
  logo(@Param('slug') slug: string): Promise<FileAnswer> {
    return this.directory.logo(slug);
  }
}
