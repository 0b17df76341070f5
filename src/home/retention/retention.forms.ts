import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { says } from '../../layout/forms.js';
import { DATA_CLASSES, type DataClass, FEWEST_DAYS, MOST_DAYS } from './retention.js';

const NUMBER = { message: says('numberWrong') };

export class RetentionQuery {
  @ApiProperty({ format: 'uuid', description: 'Whose rules' })
  @IsUUID()
  owner_id: string;
}

export class RetentionRuleForm extends RetentionQuery {
  @ApiProperty({ enum: DATA_CLASSES })
  @IsIn(DATA_CLASSES)
  data_class: DataClass;

  @ApiProperty({ minimum: FEWEST_DAYS, maximum: MOST_DAYS })
  @IsInt(NUMBER)
  @Min(FEWEST_DAYS, NUMBER)
  @Max(MOST_DAYS, NUMBER)
  keep_days: number;

  @ApiProperty({ description: 'False: it is kept for ever' })
  @IsBoolean()
  is_on: boolean;
}
