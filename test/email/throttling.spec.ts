import { describe, expect, it } from '@jest/globals';
import { receiverOf } from '../../src/email/pacing/receivers.js';
import { surplusOf } from '../../src/email/pacing/surplus.js';
import { slowingOf } from '../../src/email/pacing/throttling.js';
import { type Outcome } from '../../src/platform/mail/outcome.js';

const refused = (reply: string): Outcome => ({
  kind: 'refused',
  code: Number(reply.slice(0, 3)),
  enhanced: /^\d{3}[ -](\d\.\d+\.\d+)/.exec(reply)?.[1],
  reply,
  permanent: reply.startsWith('5'),
});

describe('What a reply says about the pace', () => {
  it.each([
    ['421 4.7.28 Gmail has detected an unusual rate of unsolicited mail from your IP address', 600, 'one'],
    ['421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume', 600, 'one'],
    ['451 4.7.500 Server busy. Please try again later', 600, 'one'],
    ['450 4.7.1 Error: too much mail from 192.0.2.1', 600, 'one'],
    ['451 4.3.2 System not accepting network messages', 300, 'same'],
    ['421 service shutting down', 60, 'one'],
  ])('%s: its receiver is left alone', (reply, seconds, connections) => {
    expect(slowingOf(refused(reply))).toMatchObject({ scope: 'receiver', seconds, connections });
  });

  it.each([
    ['one mailbox that gets too much', '450 4.2.1 The user is receiving mail at a rate that prevents this'],
    ['a full mailbox', '452 4.2.2 The email account is over quota'],
    ['a greylist', '451 4.7.1 Greylisted, too many strangers, please try again in 300 seconds'],
    ['the end of one connection', '421 4.7.0 Too many messages in this session'],
    ['an objection to us', '421 4.7.26 Your email is unauthenticated: SPF and DKIM did not pass'],
    ['a refusal for good', '550 5.7.1 Too many complaints: rate limited'],
  ])('%s is no matter of all that goes there', (_, reply) => {
    expect(slowingOf(refused(reply))).toBeNull();
  });

  it('a relay that takes no connection gets fewer, and all of its mail waits', () => {
    const outcome: Outcome = { kind: 'not-handed', error: '421 4.3.2 Too many connections', code: 421 };
    expect(slowingOf(outcome)).toMatchObject({ scope: 'relay', connections: 'fewer', isOnlyPace: true });
    expect(slowingOf({ kind: 'not-handed', error: 'ECONNREFUSED', code: undefined })).toBeNull();
  });
});

describe('Who receives mail for a domain', () => {
  const at = (exchange: string, priority = 10) => ({ exchange, priority });

  it('is the operator of its mail servers, so that a company at Google shares the pace of gmail.com', () => {
    expect(receiverOf('union.example', [at('ASPMX.L.GOOGLE.COM.')])).toBe('google');
    expect(receiverOf('union.example', [at('alt1.aspmx.l.google.com', 20), at('mx.union.example', 5)])).toBe(
      'union.example',
    );
    expect(receiverOf('city.example', [at('city-example.mail.protection.outlook.com')])).toBe('microsoft');
    expect(receiverOf('city.example', [at('notgoogle.com')])).toBe('notgoogle.com');
  });

  it('is whoever runs them where that is nobody known, and the domain itself where it names none', () => {
    expect(receiverOf('shop.example', [at('mx3.hosting.example')])).toBe('hosting.example');
    expect(receiverOf('shop.example', [])).toBe('shop.example');
    expect(receiverOf('shop.example', [at('.', 0)])).toBe('shop.example');
  });
});

describe('A limit', () => {
  const limit = { receiver: 'google', allowance: 3, isSlowed: false, connections: null, most: null };

  it('has room for as many as it has tokens, and keeps nobody waiting who is waited for', () => {
    expect(surplusOf(limit, 10, undefined, true)).toBe(7);
    expect(surplusOf({ ...limit, allowance: -4 }, 10, undefined, true)).toBe(10);
    expect(surplusOf(limit, 10, undefined, false)).toBe(0);
  });

  it('has room for nobody while it is slowed or all its connections are at work', () => {
    expect(surplusOf({ ...limit, isSlowed: true }, 2, 0, false)).toBe(2);
    expect(surplusOf({ ...limit, allowance: null, connections: 1 }, 2, 1, true)).toBe(2);
    expect(surplusOf({ ...limit, allowance: null, connections: 1 }, 2, 0, true)).toBe(0);
  });

  it('keeps one of the connections that a contract allows free for mail that somebody waits for', () => {
    const contract = { ...limit, receiver: '*', allowance: null, most: 3 };
    expect(surplusOf(contract, 2, 1, true)).toBe(0);
    expect(surplusOf(contract, 2, 2, true)).toBe(2);
    expect(surplusOf(contract, 2, 2, false)).toBe(0);
    expect(surplusOf(contract, 2, 3, false)).toBe(2);
  });
});
