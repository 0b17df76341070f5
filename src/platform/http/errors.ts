export type RefusalKind =
  'not_found' | 'conflict' | 'invalid' | 'forbidden' | 'unauthorized' | 'too_many' | 'unavailable';

export interface FieldError {
  /** The field as the client sent it, dotted for nested ones. */
  param: string;
  /** The sentence a person reads. */
  message: string;
}

/**
 * A request that the product understands and declines. One filter turns it into a page or JSON; the job runner
 * fails the job with it. `code` is stable for programs, `message` is for people.
 */
export abstract class Refusal extends Error {
  abstract readonly kind: RefusalKind;

  constructor(
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Also for what exists but not for this caller: the two are told apart by nobody. */
export class NotFound extends Refusal {
  readonly kind = 'not_found';

  constructor(message = 'There is nothing here, or it is not yours to see.') {
    super('not_found', message);
  }
}

export class Conflict extends Refusal {
  readonly kind = 'conflict';
}

export class Invalid extends Refusal {
  readonly kind = 'invalid';

  constructor(fields: readonly FieldError[], message = 'Some answers need another look.') {
    super('invalid', message, fields);
  }
}

export class Forbidden extends Refusal {
  readonly kind = 'forbidden';

  constructor(message = 'Your role does not allow this.', code = 'forbidden') {
    super(code, message);
  }
}

export class Unauthorized extends Refusal {
  readonly kind = 'unauthorized';

  constructor(message = 'Please sign in.', code = 'unauthorized') {
    super(code, message);
  }
}

export class TooMany extends Refusal {
  readonly kind = 'too_many';

  constructor(
    /** Seconds until another try makes sense. */
    readonly retryAfter: number,
    message = 'Too many tries. Please wait a little and try again.',
  ) {
    super('too_many', message);
  }
}

export class Unavailable extends Refusal {
  readonly kind = 'unavailable';

  constructor(message = 'The service is busy. Nothing you typed is lost: please try again in a minute.') {
    super('unavailable', message);
  }
}
