import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from '../../layout/forms.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { TakesFile, type Upload, UploadedFile } from '../../platform/http/upload.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { MatchResource } from './credit.resources.js';
import { HashMatching } from './hash-matching.service.js';

class NewHashMatch {
  @ApiProperty({ format: 'date', description: 'The first day of a month that is frozen' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-01$/, { message: says('dateWrong') })
  month: string;
}

class HashMatchResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({
    description: 'Hash each address as SHA-256 of this salt followed by the address in small letters',
  })
  salt: string;
  @ApiProperty({ format: 'date-time' })
  expires_at: string;
}

@ApiTags('partner credit')
@Controller('api/v1')
export class HashMatchingApiController {
  constructor(private readonly matching: HashMatching) {}

  @Post('partners/:id/hash-matches')
  @Requires('credit.match')
  @ApiOperation({
    operationId: 'beginHashMatch',
    summary: 'Begins the comparison of the people a partner brought with its own list, once a month',
  })
  @ApiCreatedResponse({ type: HashMatchResource })
  async begin(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() { month }: NewHashMatch,
  ): Promise<HashMatchResource> {
    const { id: matchId, salt, expiresAt } = await this.matching.begin(caller, id, month);
    return { id: matchId, salt, expires_at: expiresAt.toISOString() };
  }

  @Put('hash-matches/:id/hashes')
  @Requires('credit.match')
  @TakesFile()
  @ApiOperation({
    operationId: 'putHashes',
    summary: 'Takes the hashes, one a line and at least a hundred; they are compared and not kept',
  })
  @ApiOkResponse({ type: MatchResource })
  async compare(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @UploadedFile() { stream }: Upload,
  ): Promise<MatchResource> {
    const { asked, isNew } = await this.matching.compare(caller, id, stream);
    return { asked, new: isNew };
  }
}
