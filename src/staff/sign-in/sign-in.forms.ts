import { IsOptional, IsString, MaxLength } from 'class-validator';
import { says } from '../../layout/forms.js';
import { EmailAddress, Trimmed } from '../../layout/fields.js';

/** A path of ours to go to afterwards; whatever leads elsewhere is dropped by `localPath`. */
class Onward {
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  next?: string;
}

export class SignInForm extends Onward {
  @EmailAddress()
  email: string;

  /** As typed: no trimming, any characters (ASVS 6.2.8). */
  @IsString({ message: says('required') })
  @MaxLength(1024, { message: says('tooLong') })
  password: string;
}

export class CodeForm extends Onward {
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(20, { message: says('tooLong') })
  code?: string;

  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(40, { message: says('tooLong') })
  recovery_code?: string;
}

export class ForgottenForm {
  @EmailAddress()
  email: string;
}

export class NewPasswordForm {
  @IsString({ message: says('required') })
  @MaxLength(1024, { message: says('tooLong') })
  password: string;
}

/** The path where it is one of this site's own, else the console. '//host' and '/\host' are other sites to a browser. */
export function localPath(next: unknown): string {
  const isOwn = typeof next === 'string' && /^\/(?![/\\])[^\u0000-\u0020\\]*$/.test(next);
  return isOwn ? next : '/console/';
}
