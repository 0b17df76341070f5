import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsOptional } from 'class-validator';
import { says } from '../../layout/forms.js';
import { Localizable, LocalizedText } from '../../layout/localized-text.js';

export class NewTopic {
  @ApiProperty({
    type: LocalizedText,
    description: 'As people read it under mail and on the page of their choices',
  })
  @IsDefined({ message: says('required') })
  @Localizable()
  name: LocalizedText;
}

/** Changes what is given. */
export class TopicChanges {
  @ApiPropertyOptional({ type: LocalizedText })
  @IsOptional()
  @Localizable()
  name?: LocalizedText;

  @ApiPropertyOptional({ description: 'False: it is offered nowhere any more' })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean;
}
