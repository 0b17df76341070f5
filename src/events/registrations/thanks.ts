/** Of the token in the address of the thank-you page: which shifts were chosen and whether they had room. */
export const THANKS = 'event-thanks';

const ID_BYTES = 16;

/** 17 bytes a shift: its id, and 1 where there was room. Nothing of the person: the address stays in the history. */
export function writeThanks(shifts: readonly { id: string; hadRoom: boolean }[]): Buffer {
  return Buffer.concat(
    shifts.flatMap(({ id, hadRoom }) => [
      Buffer.from(id.replaceAll('-', ''), 'hex'),
      Buffer.from([hadRoom ? 1 : 0]),
    ]),
  );
}

export function readThanks(bytes: Buffer | null): { id: string; hadRoom: boolean }[] | null {
  if (!bytes || bytes.length % (ID_BYTES + 1) !== 0) return null;
  const shifts = [];
  for (let at = 0; at < bytes.length; at += ID_BYTES + 1) {
    const hex = bytes.subarray(at, at + ID_BYTES).toString('hex');
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    );
    shifts.push({ id, hadRoom: bytes[at + ID_BYTES] === 1 });
  }
  return shifts;
}
