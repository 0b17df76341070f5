import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { says } from '../../layout/forms.js';
import { type Permission } from '../../staff/roles.access.js';
import { ACTION_KINDS, type ActionKind } from './participation.access.js';

const CHOOSE = { message: says('chooseOne') };

/** Which action somebody asks about, whatever its kind. */
export class ActionQuery {
  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, CHOOSE)
  action_kind: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  action_id: string;
}

/** What shows an action's own content is for whoever may read that kind of action. */
export const READS_ACTION: Record<ActionKind, Permission> = {
  petition: 'petitions.read',
  event: 'events.read',
  letter: 'letters.read',
};
