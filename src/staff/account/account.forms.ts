import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

export class ChangePasswordForm {
  @IsString({ message: says('required') })
  @MaxLength(1024, { message: says('tooLong') })
  current_password: string;

  @IsString({ message: says('required') })
  @MaxLength(1024, { message: says('tooLong') })
  password: string;
}

/** For changes that ask for the password only where it was not typed lately. */
export class SensitiveForm {
  @IsOptional()
  @IsString()
  @MaxLength(1024, { message: says('tooLong') })
  current_password?: string;
}

export class SetUpForm extends SensitiveForm {
  /** The proposed secret, sealed by us. */
  @IsString({ message: says('formExpired') })
  @MaxLength(400)
  sealed: string;

  @Trimmed()
  @IsString({ message: says('required') })
  @MaxLength(20, { message: says('tooLong') })
  code: string;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  next?: string;
}
