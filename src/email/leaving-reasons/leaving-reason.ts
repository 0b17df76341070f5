/** What people may say about why they leave. None of them asks about anybody's life. */
export const LEAVING_REASONS = ['too-often', 'not-for-me', 'never-asked', 'no-time', 'other'] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

export function isLeavingReason(value: unknown): value is LeavingReason {
  return LEAVING_REASONS.includes(value as LeavingReason);
}
