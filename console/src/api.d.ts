/**
 * The shape of the JSON API. Replaced by `npm run openapi`, which generates it from the server's
 * own description: do not edit by hand once that has run.
 */
export interface paths {
  '/api/v1/session': {
    get: {
      responses: { 200: { content: { 'application/json': components['schemas']['Session'] } } };
    };
    delete: { responses: { 204: { content?: never } } };
  };
}

export interface components {
  schemas: {
    Session: {
      account: { id: string; name: string; email: string; locale: string };
      csrf_token: string;
      network: components['schemas']['NamedPlace'];
      permissions: string[];
      scopes: components['schemas']['Scope'][];
      chapters: components['schemas']['NamedPlace'][];
      practice: boolean;
      mail: 'mailbox' | 'smtp';
    };
    Scope: { kind: 'network' | 'chapter' | 'partner'; id: string; name: string; slug: string };
    NamedPlace: { id: string; name: string; slug: string };
  };
}
