/** Where a letter to an official really goes. */
export interface Route {
  address: string;
  /** Set where it goes to the sink in place of the official. */
  sink: string | null;
}

/**
 * The guard that no official is ever mailed in practice or in a test. A test-mode campaign writes to the sink, always. A
 * practice campaign writes to no real official. And where mail really leaves (no built-in mailbox), an invented official's
 * address is not tried either: somebody may own it.
 */
export function routeOf(
  official: { address: string; isPractice: boolean },
  campaign: { isTestMode: boolean; isPractice: boolean },
  mail: { isCaught: boolean; sink: string },
): Route {
  const isReal = !official.isPractice;
  const isAllowed = !campaign.isTestMode && (isReal ? !campaign.isPractice : mail.isCaught);
  return isAllowed ? { address: official.address, sink: null } : { address: mail.sink, sink: mail.sink };
}
