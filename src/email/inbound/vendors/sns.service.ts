import { Injectable, Logger } from '@nestjs/common';
import { createVerify } from 'node:crypto';
import { Forbidden } from '../../../platform/http/errors.js';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export interface SnsMessage {
  Type?: string;
  MessageId?: string;
  TopicArn?: string;
  Subject?: string;
  Message?: string;
  Timestamp?: string;
  Token?: string;
  SubscribeURL?: string;
  SignatureVersion?: string;
  Signature?: string;
  SigningCertURL?: string;
}

const AMAZON = /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//;
const SIGNED: Record<string, readonly (keyof SnsMessage)[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
};
/** It answers within a moment, or not at all. */
const PATIENCE = 5_000;
const LARGEST = 64 * 1024;

/** What is fetched from Amazon: certificates and confirmations, at no other host. */
@Injectable()
export class SnsWeb {
  async get(url: string): Promise<string> {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`Amazon answered ${answer.status}`);
    return (await answer.text()).slice(0, LARGEST);
  }
}

/** Amazon's notification service, which brings the events of SES. */
@Injectable()
export class Sns {
  private readonly log = new Logger(Sns.name);
  private readonly certificates = new Map<string, string>();

  constructor(private readonly web: SnsWeb) {}

  /**
   * The event of a message of that topic, or null for one that only confirmed the subscription.
   *
   * @throws Forbidden where Amazon did not sign it, or for another topic
   */
  async open(message: SnsMessage, topic: string): Promise<{ id: string; event: string } | null> {
    if (message.TopicArn !== topic || !(await this.isSigned(message))) throw new Forbidden();
    if (message.Type === 'SubscriptionConfirmation') {
      if (!AMAZON.test(message.SubscribeURL ?? '')) throw new Forbidden();
      await this.web.get(message.SubscribeURL!);
      this.log.log('The subscription to the topic of SES is confirmed');
      return null;
    }
    return { id: message.MessageId ?? '', event: message.Message ?? '' };
  }

  private async isSigned(message: SnsMessage): Promise<boolean> {
    const { SigningCertURL: url = '', Signature: signature = '', SignatureVersion: version } = message;
    const names = SIGNED[message.Type ?? ''];
    if (!names || !AMAZON.test(url) || !url.endsWith('.pem')) return false;
    const certificate = this.certificates.get(url) ?? (await this.web.get(url));
    const text = names.flatMap((name) =>
      message[name] === undefined ? [] : [`${name}\n${message[name]}\n`],
    );
    const isRight = createVerify(version === '2' ? 'RSA-SHA256' : 'RSA-SHA1')
      .update(text.join(''))
      .verify(certificate, signature, 'base64');
    // Only those that proved themselves are kept: an address made up by a stranger fills no memory.
    if (isRight) this.certificates.set(url, certificate);
    return isRight;
  }
}
