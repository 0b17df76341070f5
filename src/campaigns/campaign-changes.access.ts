import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Localizable, LocalizedText } from '../layout/localized-text.js';

/** Everything of a campaign that staff write. What is not sent stays. */
export class CampaignChanges {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  title?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'What the campaign wants, in a sentence or two' })
  @IsOptional()
  @Localizable()
  ask?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'Paragraphs with an empty line between them' })
  @IsOptional()
  @Localizable()
  background?: LocalizedText;

  @ApiPropertyOptional({
    type: LocalizedText,
    description: 'How everybody will know that it is reached',
  })
  @IsOptional()
  @Localizable()
  goal?: LocalizedText;

  @ApiPropertyOptional({
    type: LocalizedText,
    description: 'What came of it; on the page once it has ended',
  })
  @IsOptional()
  @Localizable()
  outcome?: LocalizedText;
}
