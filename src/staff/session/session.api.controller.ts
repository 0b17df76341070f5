import { Controller, Delete, Get, HttpCode, Param, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { SignedIn } from '../../platform/http/access.js';
import { OwnAccount } from '../account/own-account.service.js';
import { CurrentSession, HalfSignedIn, type Session } from '../session.access.js';
import { Sessions } from '../sessions.service.js';
import { forgetCookie } from '../sign-in/sign-in.controller.js';
import { SigningIn } from '../sign-in/sign-in.service.js';
import { SessionState } from './session-state.service.js';
import { ListedSessionList, SessionResource } from './session.resources.js';

/** The console's own session. API keys have none: 401. */
@ApiTags('session')
@Controller('api/v1')
@SignedIn()
export class SessionApiController {
  constructor(
    private readonly state: SessionState,
    private readonly own: OwnAccount,
    private readonly signingIn: SigningIn,
    private readonly sessions: Sessions,
  ) {}

  @Get('session')
  @HalfSignedIn()
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in, and what is theirs to do' })
  @ApiOkResponse({ type: SessionResource })
  session(@CurrentSession() session: Session, @Req() request: FastifyRequest): Promise<SessionResource> {
    return this.state.show(session, request.caller);
  }

  @Delete('session')
  @HalfSignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Ends this session' })
  @ApiNoContentResponse()
  async signOut(
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signingIn.out(session, this.sessions.tokenOf(request)!);
    forgetCookie(reply, this.sessions.cookieName);
  }

  @Get('sessions')
  @ApiOperation({ operationId: 'listSessions', summary: 'Where the account is signed in, last used first' })
  @ApiOkResponse({ type: ListedSessionList })
  list(@CurrentSession() session: Session): Promise<ListedSessionList> {
    return this.state.list(session);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endOtherSessions', summary: 'Signs out everywhere else' })
  @ApiNoContentResponse()
  async endOthers(@CurrentSession() session: Session): Promise<void> {
    await this.own.endOtherSessions(session);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'Signs out one device' })
  @ApiNoContentResponse()
  end(@CurrentSession() session: Session, @Param('id', IdPipe) id: string): Promise<void> {
    return this.own.endSession(session, id);
  }
}
