import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiQuery } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Forbidden, Unauthorized } from '../../platform/http/errors.js';
import { type Page } from '../../platform/paging/paging.js';
import { type Exported, Exporting } from './exporting.service.js';

/** Under this the file of a list stands at its handler. */
export const LIST_FILE = Symbol('the file of a list');
/** The most rows that a list gives at once (PageQuery). */
const LARGEST_PAGE = '200';

/** What of a list goes into its file: everything else stays in the list. */
export type ListFile<Row> = Pick<Exported<Row>, 'noun' | 'columns' | 'ownerOf'>;

type Listed<Row> = Promise<{ data: Row[]; next?: string | null }>;
interface Asked {
  Params: { id?: string };
  Querystring: { as?: string; after?: string; limit?: string };
}

/** Gives a list as CSV to who asks for `?as=csv`: by the list's own pages, so that the file holds what the list shows. */
@Injectable()
export class ListFiles implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly exporting: Exporting,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest<Asked>>();
    if (request.query.as !== 'csv') return next.handle();
    if (!request.caller) throw new Unauthorized();
    if (!request.caller.can('people.export')) throw new Forbidden();
    const file = this.reflector.get<ListFile<unknown>>(LIST_FILE, context.getHandler());
    // The handler takes its query from the request anew whenever it is called.
    const page = async (after: string | undefined): Promise<Page<unknown>> => {
      Object.assign(request.query, { after, limit: LARGEST_PAGE });
      const { data, next: following } = await lastValueFrom(
        next.handle() as Observable<Awaited<Listed<unknown>>>,
      );
      return { data, next: following ?? null };
    };
    return from(this.exporting.csv(request.caller, { ...file, subjectId: request.params.id ?? null, page }));
  }
}

/** Marks a list that can be had as a file (RP-5). It needs the list's own permission and that to export. */
export const AsFile =
  <Row>(file: ListFile<Row>) =>
  <List extends (...given: never[]) => Listed<Row>>(
    target: object,
    key: string,
    method: TypedPropertyDescriptor<List>,
  ): void =>
    applyDecorators(
      SetMetadata(LIST_FILE, file),
      UseInterceptors(ListFiles),
      ApiQuery({ name: 'as', enum: ['csv'], required: false, description: 'As a file, all of its pages' }),
    )(target, key, method);
