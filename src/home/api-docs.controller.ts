import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { page } from '../layout/page.js';
import { CurrentVisit, type Visit } from '../layout/visit.js';
import { Public } from '../platform/http/access.js';
import { type HtmlAnswer } from '../platform/http/answers.js';
import { ApiDescription } from '../platform/http/openapi.js';
import { ApiDocsPage } from './api-docs.views.js';

/** The API's contract, for programs and for people. It describes; it holds no data. */
@ApiExcludeController()
@Controller('api')
@Public()
export class ApiDocsController {
  constructor(private readonly description: ApiDescription) {}

  @Get('openapi.json')
  contract(): OpenAPIObject {
    return this.description.document;
  }

  @Get('docs')
  docs(@CurrentVisit() visit: Visit): HtmlAnswer {
    const { document } = this.description;
    return page({
      visit,
      title: 'API',
      isPrivate: true,
      languages: ['en'],
      children: ApiDocsPage({ document }),
    });
  }
}
