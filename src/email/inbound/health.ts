import { type Health } from './effects.sql.js';

/** Shares from which a mailing stops by itself (ux.md 10; Google and Yahoo ask for fewer than 0.3 % complaints). */
const MOST_BOUNCED = 0.05;
const MOST_POLICY = 0.02;
const MOST_COMPLAINED = 0.003;
/** A few are an accident of the first messages, not a rate. */
const FEW_BOUNCED = 20;
const FEW_POLICY = 5;
const FEW_COMPLAINED = 3;

/** Why a mailing should stand still until somebody has looked, or null. */
export function unhealthy({ ended, bounced, policy, complained }: Health): string | null {
  if (complained >= FEW_COMPLAINED && complained > ended * MOST_COMPLAINED)
    return `${complained} readers called it spam: more than 3 in 1,000 harms all your mail.`;
  if (policy >= FEW_POLICY && policy > ended * MOST_POLICY)
    return `${policy} receiving servers refused it for what it is or who sends it.`;
  if (bounced >= FEW_BOUNCED && bounced > ended * MOST_BOUNCED)
    return `${bounced} of ${ended} came back: more than 5 in 100 harms all your mail.`;
  return null;
}
