import { type ApiError } from './errors';

export interface SortedErrors {
  /** Messages by field of the form, ready for `form.setErrors`. */
  fields: Record<string, string>;
  /** Messages that no field of the form can show; they go above the form. */
  general: string[];
}

/**
 * Sorts the server's messages to the fields of a form. The API speaks snake_case; a form may use
 * either that or camelCase, and `address.zip` reaches a nested field.
 */
export function sortErrors(error: ApiError, fieldNames: string[]): SortedErrors {
  const fields: Record<string, string> = {};
  const general: string[] = [];
  for (const { param, message } of error.fields) {
    const name = [param, camelCase(param)].find((candidate) => fieldNames.includes(rootOf(candidate)));
    if (name === undefined) general.push(message);
    else fields[name] ??= message;
  }
  if (error.fields.length === 0) general.push(error.message);
  return { fields, general };
}

const rootOf = (path: string) => path.split('.')[0] ?? path;
const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
