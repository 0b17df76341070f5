import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../layout/localized-text.js';
import {
  ACTION_KINDS,
  type ActionKind,
  type ActionLevel,
  LEVELS,
  type Reason,
  REASONS,
  type Standing,
  STANDINGS,
} from '../partners/participation/participation.access.js';
import { CandidateResource } from '../partners/participation/candidate-resource.access.js';
import { type ActionFacts, type Candidate } from '../partners/participation/participation.service.js';
import {
  CO_SPONSOR_ROLES,
  CO_SPONSOR_STATES,
  type CoSponsorRole,
  type CoSponsorState,
  type Sharing,
  SHARINGS,
} from './co-sponsor.js';
import { type CoSponsor } from './co-sponsors.sql.js';

export class CoSponsorResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ACTION_KINDS })
  action_kind: ActionKind;
  @ApiProperty({ format: 'uuid' })
  action_id: string;
  @ApiProperty({ type: LocalizedText, nullable: true })
  action_title: Record<string, string> | null;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ enum: CO_SPONSOR_ROLES })
  role: CoSponsorRole;
  @ApiProperty({ enum: CO_SPONSOR_STATES })
  state: CoSponsorState;
  @ApiProperty({ enum: SHARINGS })
  sharing: Sharing;
  @ApiProperty({ type: Number, nullable: true })
  cap: number | null;
  @ApiProperty({ description: 'Who answered for the organization' })
  answered_by: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answered_at: string | null;
  @ApiProperty({
    enum: STANDINGS,
    description: 'Named in public are those that accepted and can be named now',
  })
  standing: Standing;
  @ApiProperty({ enum: REASONS })
  reason: Reason;
  @ApiProperty({ description: 'People shown to it now because of this action' })
  share_count: number;

  static from(it: CoSponsor): CoSponsorResource {
    return {
      id: it.id,
      action_kind: it.actionKind,
      action_id: it.actionId,
      action_title: it.actionTitle,
      owner_name: it.ownerName,
      organization_id: it.organizationId,
      organization_name: it.organizationName,
      role: it.role,
      state: it.state,
      sharing: it.sharing,
      cap: it.cap,
      answered_by: it.answeredBy,
      answered_at: it.answeredAt?.toISOString() ?? null,
      standing: it.standing,
      reason: it.reason,
      share_count: it.shareCount,
    };
  }
}

export class CoSponsorshipList {
  @ApiProperty({ type: [CoSponsorResource] })
  data: CoSponsorResource[];
}

/** Everything about who stands beside an action. */
export class ActionCoSponsors {
  @ApiProperty()
  is_lobbying: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  topic_id: string | null;
  @ApiProperty({ enum: LEVELS })
  level: ActionLevel;
  @ApiProperty({ type: [CoSponsorResource] })
  co_sponsors: CoSponsorResource[];
  @ApiProperty({
    type: [CandidateResource],
    description: 'Every partner, and whether it can be named here now',
  })
  candidates: CandidateResource[];

  static from(
    facts: ActionFacts,
    coSponsors: readonly CoSponsor[],
    candidates: readonly Candidate[],
  ): ActionCoSponsors {
    return {
      is_lobbying: facts.isLobbying,
      topic_id: facts.topicId,
      level: facts.level,
      co_sponsors: coSponsors.map((each) => CoSponsorResource.from(each)),
      candidates: candidates.map((each) => CandidateResource.from(each)),
    };
  }
}
