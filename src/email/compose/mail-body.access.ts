import {
  IsNotEmptyObject,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isOfSensibleSize } from './document.js';

@ValidatorConstraint()
class IsDocument implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isOfSensibleSize(value);
  }

  defaultMessage(): string {
    return 'The text is too large for a mail.';
  }
}

/** The editor's document (Tiptap JSON); rendered by an allow-list, whatever it holds. */
export const MailBody = (): PropertyDecorator => (target, key) => {
  IsNotEmptyObject({ nullable: false })(target, key);
  Validate(IsDocument)(target, key);
};
