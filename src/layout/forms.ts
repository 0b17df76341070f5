import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type FieldError } from '../platform/http/errors.js';
import { formMessages, type FormMessage } from './form.messages.js';
import { type Language } from './i18n.js';

/** For class-validator's `message`: names one of the sentences of form.messages.ts, in whichever language is shown. */
export function says(message: FormMessage): string {
  return message;
}

export type Errors = Record<string, string>;
export type Values = Record<string, string>;

/** The sentence behind a validator's message, in this language. Messages that are sentences already stay as they are. */
export function sentence(message: string, language: Language): string {
  return message in formMessages.en ? formMessages[language][message as FormMessage] : message;
}

/** Every field's first complaint, dotted for nested fields. */
export function fieldErrors(found: readonly ValidationError[], language: Language, path = ''): FieldError[] {
  return found.flatMap((each) => {
    const param = `${path}${each.property}`;
    const message = Object.values(each.constraints ?? {})[0];
    const own = message === undefined ? [] : [{ param, message: sentence(message, language) }];
    return [...own, ...fieldErrors(each.children ?? [], language, `${param}.`)];
  });
}

/**
 * Reads what a form without script sent. Fields that the class does not name are dropped; text is trimmed by the
 * class's own @Trimmed. Gives the form, what to show again, and a sentence for each wrong field.
 */
export function readForm<Form extends object>(
  type: new () => Form,
  body: unknown,
  language: Language,
): { form: Form; values: Values; errors: Errors; isValid: boolean } {
  const raw = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const form = plainToInstance(type, raw, { exposeDefaultValues: true });
  const found = validateSync(form, { whitelist: true, stopAtFirstError: true, forbidUnknownValues: false });
  const errors = Object.fromEntries(
    fieldErrors(found, language).map(({ param, message }) => [param, message]),
  );
  const values = Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { form, values, errors, isValid: found.length === 0 };
}
