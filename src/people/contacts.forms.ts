import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { EmailAddress, Trimmed, Zip } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PhoneNumber } from './phone-number.js';

const TOO_LONG = { message: says('tooLong') };
const CHOOSE = { message: says('chooseOne') };

/** What kind of entry it is, in the organization's words. */
class Labelled {
  @ApiPropertyOptional({ description: 'Home, work ...' })
  @IsOptional()
  @Trimmed()
  @MaxLength(40, TOO_LONG)
  label?: string;
}

export class NewEmail extends Labelled {
  @ApiProperty()
  @EmailAddress()
  address: string;
}

/** Changes what is given. */
export class EmailChange extends Labelled {
  @ApiPropertyOptional()
  @IsOptional()
  @EmailAddress()
  address?: string;

  @ApiPropertyOptional({ enum: ['ok', 'bouncing', 'invalid'] })
  @IsOptional()
  @IsIn(['ok', 'bouncing', 'invalid'], CHOOSE)
  status?: 'ok' | 'bouncing' | 'invalid';
}

export class NewPhone extends Labelled {
  @ApiProperty()
  @PhoneNumber()
  number: string;
}

/** Changes what is given. */
export class PhoneChange extends Labelled {
  @ApiPropertyOptional()
  @IsOptional()
  @PhoneNumber()
  number?: string;

  @ApiPropertyOptional({ enum: ['ok', 'invalid'] })
  @IsOptional()
  @IsIn(['ok', 'invalid'], CHOOSE)
  status?: 'ok' | 'invalid';
}

class Place extends Labelled {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(200, TOO_LONG)
  street?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(100, TOO_LONG)
  city?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(40, TOO_LONG)
  state?: string;
}

export class NewAddress extends Place {
  @ApiProperty()
  @Zip()
  zip: string;
}

/** Changes what is given. */
export class AddressChange extends Place {
  @ApiPropertyOptional()
  @IsOptional()
  @Zip()
  zip?: string;

  @ApiPropertyOptional({ enum: ['ok', 'invalid'] })
  @IsOptional()
  @IsIn(['ok', 'invalid'], CHOOSE)
  status?: 'ok' | 'invalid';
}
