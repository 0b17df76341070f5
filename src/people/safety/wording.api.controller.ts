import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../staff/caller.access.js';
import { Wording } from './safety.forms.js';
import { WordingAnswer } from './safety.resources.js';
import { statusWarnings } from './status-words.js';

/** For whoever types: the words of the warning are in one place, and nothing that is asked is kept. */
@ApiTags('people')
@Controller('api/v1/wording-checks')
export class WordingApiController {
  @Post()
  @HttpCode(200)
  @Requires('people.read')
  @ApiOperation({
    operationId: 'checkWording',
    summary: 'Whether words seem to tell who was exploited; nothing is kept',
  })
  @ApiOkResponse({ type: WordingAnswer })
  check(@Body() { text }: Wording): WordingAnswer {
    return { warnings: statusWarnings([text]) };
  }
}
