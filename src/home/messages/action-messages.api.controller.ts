import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ActionQuery } from '../../partners/participation/action-query.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { ActionMessageForm, ActionMessageQuery } from './action-messages.forms.js';
import { ActionMessageList, ActionMessagePreview } from './action-messages.resources.js';
import { ActionMessages } from './action-messages.service.js';

/** What the confirmations, receipts and reminders of a petition, event or letter say. */
@ApiTags('messages')
@Controller('api/v1/action-messages')
export class ActionMessagesApiController {
  constructor(private readonly messages: ActionMessages) {}

  @Get()
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'listActionMessages', summary: 'Every mail of an action in every language' })
  @ApiOkResponse({ type: ActionMessageList })
  list(@CurrentCaller() caller: Caller, @Query() query: ActionQuery): Promise<ActionMessageList> {
    return this.messages.list(caller, query);
  }

  @Put()
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'rewriteActionMessage', summary: 'Own words for one mail in one language' })
  @ApiOkResponse({ type: ActionMessageList })
  rewrite(@CurrentCaller() caller: Caller, @Body() form: ActionMessageForm): Promise<ActionMessageList> {
    return this.messages.rewrite(caller, form);
  }

  @Delete()
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'revertActionMessage', summary: 'Sends the built-in words again' })
  @ApiOkResponse({ type: ActionMessageList })
  revert(@CurrentCaller() caller: Caller, @Query() query: ActionMessageQuery): Promise<ActionMessageList> {
    return this.messages.revert(caller, query);
  }

  @Post('preview')
  @HttpCode(200)
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'previewActionMessage',
    summary: 'The whole mail with these words, kept or not',
  })
  @ApiOkResponse({ type: ActionMessagePreview })
  preview(@CurrentCaller() caller: Caller, @Body() form: ActionMessageForm): Promise<ActionMessagePreview> {
    return this.messages.preview(caller, form);
  }

  @Post('tests')
  @HttpCode(204)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'testActionMessage', summary: 'Sends the same to you' })
  @ApiNoContentResponse()
  test(@CurrentCaller() caller: Caller, @Body() form: ActionMessageForm): Promise<void> {
    return this.messages.test(caller, form);
  }
}
