/** What people do, in the order in which the chart stacks it. Colours are told apart in both schemes. */
export const actions = [
  { did: 'signed', label: 'Signatures', color: 'brand.6', phrase: 'signed' },
  { did: 'registered', label: 'Sign-ups', color: 'blue.5', phrase: 'signed up for' },
  { did: 'attended', label: 'Check-ins', color: 'violet.5', phrase: 'came to' },
  { did: 'wrote', label: 'Letters', color: 'orange.5', phrase: 'wrote a letter:' },
  { did: 'joined', label: 'Joined', color: 'gray.6', phrase: 'joined' },
] as const;

/** "signed up for" of 'registered'; a verb that is new to the console stays as it is. */
export function phraseOf(did: string): string {
  return actions.find((action) => action.did === did)?.phrase ?? did;
}
