import { ApiProperty } from '@nestjs/swagger';
import { contrast, readable, readableOnDark } from '../../layout/colour.js';
import { type Language, LANGUAGES, type Localized } from '../../layout/i18n.js';
import { LocalizedText } from '../../layout/localized-text.js';
import { type Chapter, type TeamMember } from '../../network/chapters.service.js';
import { type Network } from '../../network/networks.service.js';

const CHAPTER_STATES = ['planned', 'active', 'dormant', 'left'] as const;

export class ChapterSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  slug: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: CHAPTER_STATES })
  state: (typeof CHAPTER_STATES)[number];
  @ApiProperty()
  territory: string;
  @ApiProperty()
  region: string;
  @ApiProperty()
  time_zone: string;
  @ApiProperty({ enum: LANGUAGES, isArray: true })
  languages: Language[];
  @ApiProperty({ description: "Whether the network's staff may work with what is the chapter's" })
  grants_network: boolean;
  @ApiProperty({ description: 'Whether the caller may open and change its settings' })
  is_yours: boolean;

  static of(chapter: Chapter, isYours: boolean): ChapterSummary {
    const { id, slug, name, state, territory, region, timeZone, languages, grantsNetwork } = chapter;
    return {
      id,
      slug,
      name,
      state,
      territory,
      region,
      time_zone: timeZone,
      languages,
      grants_network: grantsNetwork,
      is_yours: isYours,
    };
  }
}

export class ChapterList {
  @ApiProperty({ type: [ChapterSummary] })
  data: ChapterSummary[];
}

/** What becomes of a chapter's colour on its pages. Ratios of WCAG 2.2, 1 to 21; text needs 4.5. */
export class ColourNote {
  @ApiProperty({ description: 'Contrast of the chosen colour with white' })
  contrast: number;
  @ApiProperty({ description: 'What light pages show: the colour, darkened until it reaches 5' })
  on_light: string;
  @ApiProperty({ description: 'What dark pages show: the colour, lightened until it reaches 5' })
  on_dark: string;
  @ApiProperty({ description: 'Whether the pages show another colour than the chosen one' })
  is_adjusted: boolean;

  static of(colour: string): ColourNote {
    const onLight = readable(colour);
    return {
      contrast: Math.floor(contrast(colour, '#ffffff') * 100) / 100,
      on_light: onLight,
      on_dark: readableOnDark(colour),
      is_adjusted: onLight !== colour,
    };
  }
}

export class TeamMemberResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  title: string;
}

export class ChapterSettingsResource extends ChapterSummary {
  @ApiProperty()
  colour: string;
  @ApiProperty({ type: ColourNote })
  colour_note: ColourNote;
  @ApiProperty({ type: LocalizedText })
  mission: Localized;
  @ApiProperty({ type: LocalizedText })
  approach: Localized;
  @ApiProperty()
  exit_url: string;
  @ApiProperty()
  postal_address: string;
  @ApiProperty({ type: String, nullable: true })
  from_name: string | null;
  @ApiProperty({ type: String, nullable: true })
  from_address: string | null;
  @ApiProperty({ type: String, nullable: true })
  reply_to: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day it first became active',
  })
  launched_on: string | null;
  @ApiProperty({ type: [TeamMemberResource] })
  team: TeamMemberResource[];
  @ApiProperty()
  is_practice: boolean;

  static from(chapter: Chapter, team: TeamMember[]): ChapterSettingsResource {
    return {
      ...ChapterSummary.of(chapter, true),
      colour: chapter.colour,
      colour_note: ColourNote.of(chapter.colour),
      mission: chapter.mission,
      approach: chapter.approach,
      exit_url: chapter.exitUrl,
      postal_address: chapter.postalAddress,
      from_name: chapter.fromName,
      from_address: chapter.fromAddress,
      reply_to: chapter.replyTo,
      launched_on: chapter.launchedOn,
      team,
      is_practice: chapter.isPractice,
    };
  }
}

export class NetworkResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: LocalizedText })
  mission: Localized;
  @ApiProperty()
  postal_address: string;
  @ApiProperty({ type: String, nullable: true })
  from_address: string | null;
  @ApiProperty()
  requires_two_factor: boolean;
  @ApiProperty()
  is_practice: boolean;

  static from(it: Network): NetworkResource {
    return {
      id: it.id,
      name: it.name,
      mission: it.mission,
      postal_address: it.postalAddress,
      from_address: it.fromAddress,
      requires_two_factor: it.requiresTwoFactor,
      is_practice: it.isPractice,
    };
  }
}
