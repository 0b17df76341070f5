/** One field's message as the server words it: `param` is the name in the request, in snake_case. */
export interface FieldError {
  param: string;
  message: string;
}

/**
 * An answer of the API that is not a success. `message` is written for people and may be shown as it
 * stands. `status` is 0 where no answer came at all (offline, or the server is away).
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: FieldError[] = [],
  ) {
    super(message);
  }

  /** No answer, or one that a second try may well change. */
  get mayPass(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

interface ErrorBody {
  error?: { code?: string; message?: string; param?: string | null; fields?: FieldError[] };
}

/** Reads `{ error: { type, code, message, param, fields: [{ param, message }] } }`. */
export async function readApiError(response: Response): Promise<ApiError> {
  const isJson = response.headers.get('content-type')?.includes('json');
  const body = isJson ? ((await response.clone().json()) as ErrorBody) : {};
  const { code = String(response.status), message, param, fields: listed = [] } = body.error ?? {};
  const fields = listed.length || !param || !message ? listed : [{ param, message }];
  return new ApiError(response.status, code, message ?? sentenceFor(response.status), fields);
}

/** Whatever a query or mutation threw, as an ApiError: a failed fetch throws a TypeError. */
export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  if (cause instanceof TypeError) return new ApiError(0, 'unreachable', sentenceFor(0));
  return new ApiError(
    500,
    'console',
    'The console met an error of its own. Reload the page; nothing saved was lost.',
  );
}

function sentenceFor(status: number): string {
  if (status === 0) return 'The server could not be reached. Check the connection and try again.';
  if (status === 403) return 'Your role does not allow this.';
  if (status === 404) return 'This does not exist, or it belongs to a chapter that you are not part of.';
  if (status === 409) return 'Someone else changed this in the meantime. Reload and try again.';
  if (status === 429) return 'Too many requests at once. Wait a moment and try again.';
  return 'Something went wrong on the server. Nothing was lost; try again.';
}
