/** A line that says what was aimed at and what came of it. `MISSED` can be searched for. */
export function aim(what: string, isMet: boolean, result: string): string {
  return `${isMet ? 'met   ' : 'MISSED'}  ${what}: ${result}`;
}

/** 0.514 as `51 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
