import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '../roles.access.js';
import { type ListFile } from '../audit/list-file.access.js';
import { type ApiKey } from './api-keys.sql.js';

export class ApiKeyResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'The part of the key after `accord_`, to tell keys apart' })
  prefix: string;
  @ApiProperty({ enum: ROLES })
  role: Role;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a key made by the operator' })
  created_by: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revoked_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute' })
  last_used_at: string | null;
}

export class NewApiKeyResource extends ApiKeyResource {
  @ApiProperty({ description: 'The whole key. It is not kept and cannot be shown again' })
  key: string;
}

export class ApiKeyPage {
  @ApiProperty({ type: [ApiKeyResource] })
  data: ApiKeyResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export function showKey(key: ApiKey): ApiKeyResource {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    role: key.role,
    organization_id: key.organizationId,
    organization_name: key.organizationName,
    created_by: key.createdBy,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}

export const API_KEY_FILE: ListFile<ApiKeyResource> = {
  noun: 'api-keys',
  ownerOf: (it) => it.organization_id,
  columns: {
    Name: (it) => it.name,
    'Begins with': (it) => it.prefix,
    Role: (it) => it.role,
    Organization: (it) => it.organization_name,
    'Made by': (it) => it.created_by,
    'Made at': (it) => it.created_at,
    'Last used at': (it) => it.last_used_at,
    'Expires at': (it) => it.expires_at,
    'Revoked at': (it) => it.revoked_at,
  },
};
