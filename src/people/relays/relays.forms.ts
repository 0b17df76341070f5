import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { EmailAddress } from '../../layout/fields.js';

export class NewRelay {
  @ApiPropertyOptional({
    format: 'email',
    description:
      'Their own address. Left out where the record has it; kept encrypted, and shown to nobody again',
  })
  @IsOptional()
  @EmailAddress()
  address?: string;
}
