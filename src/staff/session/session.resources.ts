import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Permission, PERMISSIONS } from '../roles.access.js';
import { type OrganizationKind } from '../team/granting.js';

export class SessionAccount {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  email: string;
  @ApiProperty()
  locale: string;
}

export class NamedPlace {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  slug: string;
}

@ApiSchema({ name: 'Scope' })
export class ScopeResource extends NamedPlace {
  @ApiProperty({ enum: ['network', 'chapter', 'partner', 'working-group'] })
  kind: OrganizationKind;
  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: 'What the account may do in it' })
  permissions: Permission[];
}

export class SessionChapter extends NamedPlace {
  @ApiProperty({ example: '#1b6f71' })
  colour: string;
  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: 'What the account may do in it' })
  permissions: Permission[];
}

@ApiSchema({ name: 'Session' })
export class SessionResource {
  @ApiProperty({ type: SessionAccount })
  account: SessionAccount;
  @ApiProperty({ description: 'Send it as x-csrf-token with whatever changes something' })
  csrf_token: string;
  @ApiProperty({ type: NamedPlace })
  network: NamedPlace;
  @ApiProperty({
    enum: PERMISSIONS,
    isArray: true,
    description: 'Held in any scope. It decides what is offered',
  })
  permissions: Permission[];
  @ApiProperty({ type: [ScopeResource], description: 'Organizations in which the account holds a role' })
  scopes: ScopeResource[];
  @ApiProperty({ type: [SessionChapter], description: 'Chapters the account reaches' })
  chapters: SessionChapter[];
  @ApiProperty({ description: 'The network holds invented data to practise on' })
  practice: boolean;
  @ApiProperty({ enum: ['mailbox', 'smtp'], description: 'Whether mail stays in the built-in mailbox' })
  mail: 'mailbox' | 'smtp';
  @ApiProperty({ description: 'A second factor must be set up at /account/two-factor before anything else' })
  two_factor_required: boolean;
}

export class ListedSessionResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'Browser and system; empty where the browser does not say' })
  device: string;
  @ApiProperty()
  address: string;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ format: 'date-time', description: 'To the minute' })
  seen_at: string;
  @ApiProperty({ description: 'The session that asks' })
  is_this: boolean;
}

export class ListedSessionList {
  @ApiProperty({ type: [ListedSessionResource] })
  data: ListedSessionResource[];
}
