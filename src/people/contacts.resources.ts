import { ApiProperty } from '@nestjs/swagger';

export class EmailResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  address: string;
  @ApiProperty()
  label: string;
  @ApiProperty()
  is_primary: boolean;
  @ApiProperty({ enum: ['ok', 'bouncing', 'invalid'] })
  status: string;
}

export class PhoneResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'E.164' })
  number: string;
  @ApiProperty()
  label: string;
  @ApiProperty()
  is_primary: boolean;
  @ApiProperty({ enum: ['ok', 'invalid'] })
  status: string;
}

export class AddressResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  street: string;
  @ApiProperty()
  city: string;
  @ApiProperty()
  state: string;
  @ApiProperty()
  zip: string;
  @ApiProperty()
  label: string;
  @ApiProperty()
  is_primary: boolean;
  @ApiProperty({ enum: ['ok', 'invalid'] })
  status: string;
  @ApiProperty({ type: String, nullable: true, description: 'How it was found on the map; null: not yet' })
  located_by: string | null;
}
