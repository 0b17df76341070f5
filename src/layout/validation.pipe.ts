import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Invalid } from '../platform/http/errors.js';
import { fieldErrors } from './forms.js';

const PLAIN = new Set<unknown>([String, Boolean, Number, Array, Object, undefined]);

/** Far deeper than any form or mail's text goes, and far from what recursion over it could bear. */
const DEEPEST = 100;

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
    if (isDeeperThan(DEEPEST, raw)) throw new Invalid([], 'This is nested too deeply.');
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

/** Level by level, not by recursion: it is asked of what might be a hundred thousand levels deep. */
function isDeeperThan(levels: number, value: object): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level
      .filter((each): each is object => typeof each === 'object' && each !== null)
      .flatMap((each): unknown[] => Object.values(each));
  }
  return false;
}
