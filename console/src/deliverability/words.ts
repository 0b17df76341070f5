/** Operators of mail servers, as people call them. Others are domains. */
const operators: Record<string, string> = {
  google: 'Google',
  microsoft: 'Microsoft',
  yahoo: 'Yahoo and AOL',
  apple: 'Apple',
  comcast: 'Comcast',
  charter: 'Charter',
  proton: 'Proton',
  fastmail: 'Fastmail',
  gmx: 'GMX and Web.de',
  mimecast: 'Mimecast',
  proofpoint: 'Proofpoint',
  barracuda: 'Barracuda',
  rackspace: 'Rackspace',
  godaddy: 'GoDaddy',
};

export const receiverName = (receiver: string): string => operators[receiver] ?? receiver;

/** Google asks senders to stay under one in a thousand, and refuses at three; Yahoo refuses at three. */
export const WARN_AT = 0.001;
export const STOP_AT = 0.003;

export function complaintVerdict(complained: number, accepted: number): { text: string; isBad: boolean } {
  const rate = accepted > 0 ? complained / accepted : 0;
  if (rate >= STOP_AT) return { text: 'Over 0.3 %: providers refuse mail at this rate', isBad: true };
  if (rate >= WARN_AT) return { text: 'Over 0.1 %: stay under it, and never reach 0.3 %', isBad: true };
  return { text: 'Under 0.1 %, as providers ask', isBad: false };
}
