import { createHmac, createPublicKey, createVerify, timingSafeEqual } from 'node:crypto';

/**
 * SendGrid's signed event webhook: ECDSA with SHA-256 over the timestamp and the exact body.
 *
 * @param key public, base64 of DER, as its settings show it
 */
export function isOfSendGrid(
  key: string,
  { signature, timestamp, body }: { signature: string; timestamp: string; body: Buffer },
): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return createVerify('sha256').update(timestamp).update(body).verify(publicKey, signature, 'base64');
}

/** Mailgun: HMAC-SHA256 over timestamp and token. It covers no content, so that each token is taken once only. */
export function isOfMailgun(
  key: string,
  { timestamp, token, signature }: { timestamp: string; token: string; signature: string },
): boolean {
  return isSame(createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex'), signature);
}

/** Postmark signs nothing: user and password stand in the address that it is given. */
export function isOfPostmark(password: string, authorization: string): boolean {
  return isSame(`Basic ${Buffer.from(`accord:${password}`).toString('base64')}`, authorization);
}

function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
