/**
 * What a piece of work may see. PostgreSQL enforces it by row-level security; an empty scope sees nothing.
 * The policies read these three settings (migrations/…-ground.ts: accord_scope, accord_account, accord_is_public).
 */
export class Scope {
  private constructor(
    /** Organizations (network, chapters, partners) whose rows are visible. */
    readonly organizations: readonly string[],
    /** The signed-in account, for records that name their readers. */
    readonly accountId: string | null,
    /** A visitor of public pages: sees what is published, and no person. */
    readonly isPublic: boolean,
  ) {}

  /** A visitor without a name: published things only. */
  static readonly visitor = new Scope([], null, true);

  /** Nothing that is owned by anybody; enough for sessions, jobs and reference data. */
  static readonly nothing = new Scope([], null, false);

  /** Work done on behalf of organizations themselves, such as recording what a visitor sent to their form. */
  static organizations(...ids: string[]): Scope {
    return new Scope(ids, null, false);
  }

  static account(accountId: string, organizations: readonly string[]): Scope {
    return new Scope(organizations, accountId, false);
  }
}
