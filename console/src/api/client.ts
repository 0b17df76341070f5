import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { type components, type paths } from '../api';
import { readApiError } from './errors';

/** The API by path, for what is not a query: `http.GET('/api/v1/...')`. Throws ApiError. */
export const http = createFetchClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

/** The API as hooks: `api.useQuery('get', '/api/v1/...')`. Errors are ApiError. */
export const api = createQueryClient(http);

/** A type of the API by its name: `Schema<'Person'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

const SESSION_PATH = '/api/v1/session';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

// Bound to the session and sent with everything that changes something. It lives in memory only.
let csrfToken: string | undefined;

/** Asks who is signed in, and keeps the CSRF token of the answer. */
export async function fetchSession(signal?: AbortSignal): Promise<Schema<'Session'>> {
  const { data } = await http.GET(SESSION_PATH, { signal });
  if (!data) throw new Error('The session answer was empty.');
  csrfToken = data.csrf_token;
  return data;
}

const guard: Middleware = {
  async onRequest({ request }) {
    if (!SAFE_METHODS.includes(request.method)) {
      csrfToken ??= (await fetchSession()).csrf_token;
      request.headers.set('x-csrf-token', csrfToken);
    }
    request.headers.set('accept', 'application/json');
    return request;
  },

  async onResponse({ response }) {
    if (response.ok) return response;
    if (response.status === 401) goToSignIn();
    throw await readApiError(response);
  },
};
http.use(guard);

/** Leaves for the sign-in page, which brings people back to where they were. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
