import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { Sns, type SnsMessage, type SnsWeb } from '../../src/email/inbound/vendors/sns.service.js';
import { newRsaKey } from '../../src/platform/tokens/rsa-key.js';
import { AppWithInlet, type SentMessage } from './support/inlet.js';

const MAILGUN = 'mailgun-signing-key-of-the-test';
const POSTMARK = 'postmark-password-of-the-test';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:accord';
const sendGrid = generateKeyPairSync('ec', {
  namedCurve: 'prime256v1',
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

describe('What mail vendors report', () => {
  const product = new AppWithInlet();

  beforeAll(() =>
    product.start({
      MAILGUN_WEBHOOK_KEY: MAILGUN,
      POSTMARK_WEBHOOK_PASSWORD: POSTMARK,
      SENDGRID_WEBHOOK_KEY: sendGrid.publicKey.toString('base64'),
    }),
  );
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  async function call(vendor: string, body: string, headers: Record<string, string> = {}): Promise<number> {
    const answer = await fetch(`${product.app.origin}/mail-events/${vendor}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return answer.status;
  }
  function ofMailgun(event: object, token: string = crypto.randomUUID()): string {
    const timestamp = '1764000000';
    const signature = createHmac('sha256', MAILGUN).update(`${timestamp}${token}`).digest('hex');
    return JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event });
  }
  const failed = ({ address, messageId }: SentMessage) => ({
    id: crypto.randomUUID(),
    event: 'failed',
    severity: 'permanent',
    recipient: address,
    'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: '550 5.1.1 no such user' },
    message: { headers: { 'message-id': messageId } },
  });

  it('takes Mailgun’s bounces and complaints, each token once', async () => {
    const { mailingId, of } = await product.sent(2);
    const body = ofMailgun(failed(of(1)));
    expect(await call('mailgun', body)).toBe(204);
    expect(await call('mailgun', body)).toBe(204);
    const { address, messageId } = of(2);
    const complaint = {
      event: 'complained',
      recipient: address,
      message: { headers: { 'message-id': messageId } },
    };
    expect(await call('mailgun', ofMailgun(complaint))).toBe(204);
    await product.read();
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({
      reason: 'hard-bounce',
      suppressed: ['hard-bounce everywhere'],
      did: ['bounced', 'was-mailed'],
    });
    expect(await product.stateOf(mailingId, address)).toMatchObject({ suppressed: ['complaint everywhere'] });
  });

  it('takes SendGrid’s, and only what it signed', async () => {
    const { mailingId, of } = await product.sent(3);
    const event = (n: number, more: object) => ({
      email: of(n).address,
      'smtp-id': `<${of(n).messageId}>`,
      sg_event_id: crypto.randomUUID(),
      ...more,
    });
    const body = JSON.stringify([
      event(1, { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 unknown user' }),
      event(2, { event: 'bounce', type: 'blocked', reason: '550 5.7.1 blocked by policy' }),
      event(3, { event: 'unsubscribe' }),
    ]);
    const timestamp = '1764000000';
    const signature = createSign('sha256').update(timestamp).update(body).sign(sendGrid.privateKey, 'base64');
    const headers = {
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': timestamp,
    };
    expect(await call('sendgrid', body.replace('unknown', 'Unknown'), headers)).toBe(403);
    expect(await call('sendgrid', body, headers)).toBe(204);
    await product.read();
    const states = [1, 2, 3].map((n) => product.stateOf(mailingId, of(n).address));
    expect(await Promise.all(states)).toMatchObject([
      { reason: 'hard-bounce', suppressed: ['hard-bounce everywhere'] },
      { reason: 'policy-bounce', suppressed: null },
      { state: 'sent', suppressed: ['unsubscribed'] },
    ]);
  });

  it('takes Postmark’s, and only with the password of its address', async () => {
    const { mailingId, of } = await product.sent(2);
    const bounce = (n: number, Type: string, Details: string) =>
      JSON.stringify({ RecordType: 'Bounce', ID: n, Type, Email: of(n).address, Details });
    const authorization = `Basic ${Buffer.from(`accord:${POSTMARK}`).toString('base64')}`;
    const hard = bounce(1, 'HardBounce', 'smtp;550 5.1.1 no such user');
    expect(await call('postmark', hard)).toBe(403);
    expect(await call('postmark', hard, { authorization })).toBe(204);
    expect(await call('postmark', bounce(2, 'SoftBounce', 'mailbox full'), { authorization })).toBe(204);
    await product.read();
    expect(await product.stateOf(mailingId, of(1).address)).toMatchObject({ reason: 'hard-bounce' });
    expect(await product.stateOf(mailingId, of(2).address)).toMatchObject({
      reason: 'soft-bounce',
      suppressed: null,
    });
  });

  it('is closed for vendors without a key, and to forgeries', async () => {
    expect(await call('ses', '{}')).toBe(404);
    expect(await call('someone', '{}')).toBe(404);
    expect(await call('mailgun', '{"signature":{"token":"a"}}')).toBe(403);
    expect(await call('mailgun', ofMailgun({}).replace(/"signature":"[0-9a-f]/, '"signature":"x'))).toBe(403);
    expect(await call('mailgun', 'no json')).toBeGreaterThanOrEqual(400);
  });
});

describe('Amazon’s notifications', () => {
  const key = newRsaKey(2_048);
  const asked: string[] = [];
  const amazon: SnsWeb = {
    get: (url) => {
      asked.push(url);
      return Promise.resolve(createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString());
    },
  };
  const sns = new Sns(amazon);
  function signed(message: SnsMessage, names: (keyof SnsMessage)[]): SnsMessage {
    const text = names.map((name) => `${name}\n${message[name]}\n`).join('');
    return {
      SignatureVersion: '2',
      SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem',
      ...message,
      Signature: createSign('RSA-SHA256').update(text).sign(key, 'base64'),
    };
  }
  const notification = (more: Partial<SnsMessage> = {}): SnsMessage =>
    signed(
      {
        Type: 'Notification',
        MessageId: 'm-1',
        Message: '{}',
        Timestamp: '2026-01-01',
        TopicArn: TOPIC,
        ...more,
      },
      ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'],
    );

  it('are opened where Amazon signed them for our topic', async () => {
    expect(await sns.open(notification(), TOPIC)).toEqual({ id: 'm-1', event: '{}' });
    for (const wrong of [
      { ...notification(), Message: '{"other":1}' },
      notification({ TopicArn: 'arn:aws:sns:us-east-1:999999999999:theirs' }),
      notification({ SigningCertURL: 'https://sns.us-east-1.amazonaws.com.evil.example/a.pem' }),
      notification({ SigningCertURL: 'http://sns.us-east-1.amazonaws.com/a.pem' }),
    ])
      await expect(sns.open(wrong, TOPIC)).rejects.toThrow();
    expect(asked.every((url) => url.startsWith('https://sns.us-east-1.amazonaws.com/'))).toBe(true);
  });

  it('confirm their subscription, at Amazon and nowhere else', async () => {
    const confirmation = (SubscribeURL: string) =>
      signed(
        {
          Type: 'SubscriptionConfirmation',
          Message: 'Confirm',
          MessageId: 'm-2',
          SubscribeURL,
          Timestamp: '2026-01-01',
          Token: 't',
          TopicArn: TOPIC,
        },
        ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
      );
    const url = 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription';
    expect(await sns.open(confirmation(url), TOPIC)).toBeNull();
    expect(asked).toContain(url);
    await expect(sns.open(confirmation('https://evil.example/'), TOPIC)).rejects.toThrow();
    expect(asked).not.toContain('https://evil.example/');
  });
});
