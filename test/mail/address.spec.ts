import { describe, expect, it } from '@jest/globals';
import { canonicalEmail } from '../../src/platform/mail/address.js';

describe('an email address', () => {
  it.each([
    [' Zoe+News@Example.ORG ', 'zoe+news@example.org'],
    ['Renée@example.org', 'renée@example.org'],
    ["o'brien@example.org", "o'brien@example.org"],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@BU\u0308CHER.example', 'a@xn--bcher-kva.example'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
  ])('%j is matched as %j', (typed, canonical) => {
    expect(canonicalEmail(typed)).toBe(canonical);
    expect(canonicalEmail(canonical)).toBe(canonical);
  });

  it.each([
    ['', 'zoe', '@example.org', 'zoe@', 'zoe@localhost', 'zoe@[127.0.0.1]', 'zoe@127.0.0.1', 'zoe@1.2'],
    [
      'a b@example.org',
      '"a b"@example.org',
      '.a@example.org',
      'a.@example.org',
      'a..b@example.org',
      'a@b@c.org',
    ],
    [
      'a@example.org,b@example.org',
      'a@example.org, b',
      'a@example.org (b)',
      'Zoe <a@example.org>',
      'a@example.org>',
    ],
    [
      'a@example.org\r\nBcc: b@example.org',
      'a\0@example.org',
      'a@exam\0ple.org',
      'a@example.org\0',
      'a@exa%6Dple.org',
    ],
    ['a@-example.org', 'a@example-.org', 'a@example..org', 'a@example.org.', 'a@exa_mple.org'],
    [`${'x'.repeat(65)}@example.org`, `a@${'x'.repeat(64)}.org`, `a@${'x.'.repeat(126)}org`],
  ])('is refused where it is not one deliverable mailbox: %j, ...', (...refused) => {
    for (const typed of refused) expect([typed, canonicalEmail(typed)]).toEqual([typed, null]);
  });
});
