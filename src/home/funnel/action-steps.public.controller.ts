import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, type Visit } from '../../layout/visit.js';
import { ACTION_KINDS, type ActionKind } from '../../partners/participation/participation.access.js';
import { Public } from '../../platform/http/access.js';
import { NotFound } from '../../platform/http/errors.js';
import { Limit } from '../../platform/http/limits.js';
import { ActionViews } from './action-views.service.js';

const TOLD = ['started', 'shared'] as const;

/** What a page's script tells of its visitor: that a form was begun, or the page passed on. Nobody is named. */
@ApiExcludeController()
@Public()
@Controller('actions/:kind/:slug')
export class ActionStepsPublicController {
  /** A rally acts from one network address; a program does so faster than any rally. */
  private readonly limit = new Limit(60, 60);

  constructor(private readonly views: ActionViews) {}

  @Post(':step')
  @HttpCode(204)
  tell(
    @Param('kind') kind: string,
    @Param('slug') slug: string,
    @Param('step') step: string,
    @CurrentVisit() { addressKey, source }: Visit,
  ): void {
    const told = TOLD.find((each) => each === step);
    if (!told || !ACTION_KINDS.some((each) => each === kind)) throw new NotFound();
    this.limit.take(addressKey);
    this.views.count({ kind: kind as ActionKind, slug, source: source ?? '' }, told);
  }
}
