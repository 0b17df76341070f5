import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Invalid } from '../platform/http/errors.js';
import { fieldErrors } from './forms.js';

const PLAIN = new Set<unknown>([String, Boolean, Number, Array, Object, undefined]);

/**
 * Checks what a JSON route takes against its class-validator form: what the form does not name is refused by name,
 * so that a client learns of a typing error and nothing is assigned in mass (ASVS 15.3.3).
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (PLAIN.has(metatype) || (type !== 'body' && type !== 'query')) return value;
    const raw = value ?? {};
    if (typeof raw !== 'object' || Array.isArray(raw)) throw new Invalid([], 'Send a JSON object.');
    const form = plainToInstance(metatype as new () => object, raw, { exposeDefaultValues: true });
    const found = validateSync(form, {
      whitelist: true,
      forbidNonWhitelisted: type === 'body',
      stopAtFirstError: true,
      forbidUnknownValues: false,
    });
    if (found.length > 0) throw new Invalid(fieldErrors(found, 'en'));
    return form;
  }
}
