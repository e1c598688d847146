import { describe, expect, test } from 'vitest';
import { base32, codeAt, matchingStep, stepAt, totpUri } from '#core/domain/factor/totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('a code', () => {
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %d s is that of RFC 6238', (seconds, code) => {
    expect(codeAt(secret, stepAt(seconds * 1_000), 8)).toBe(code);
  });

  test('has six digits, also with zeros in front', () => {
    expect(codeAt(secret, stepAt(1_111_111_109_000))).toBe('081804');
    expect(codeAt(secret, stepAt(20_000_000_000_000))).toBe('353130');
  });

  const now = 1_700_000_000_000;
  const current = stepAt(now);

  test.each([
    [-2, null],
    [-1, -1],
    [0, 0],
    [1, 1],
    [2, null],
  ])('of the step %d from now is accepted as %s', (offset, found) => {
    const code = codeAt(secret, current + offset);
    const step = matchingStep(secret, code, { now, used: 0 });
    expect(step).toBe(found === null ? null : current + found);
  });

  test('is refused once it or a later one was used', () => {
    const code = codeAt(secret, current);
    expect(matchingStep(secret, code, { now, used: current - 1 })).toBe(current);
    expect(matchingStep(secret, code, { now, used: current })).toBeNull();
    expect(matchingStep(secret, code, { now, used: current + 1 })).toBeNull();
  });

  test.each(['', 'abcdef', '12345', '1234567', '１２３４５６'])('%j is none', (typed) => {
    expect(matchingStep(secret, typed, { now, used: 0 })).toBeNull();
  });
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foobar', 'MZXW6YTBOI'],
  ['12345678901234567890', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
])('%j in base32 is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('the address for an app names site and user', () => {
  const uri = totpUri(Buffer.from('foobar'), 'chat.example:8443', 'ann löwe');
  expect(uri).toBe(
    'otpauth://totp/chat.example%3A8443:ann%20l%C3%B6we?secret=MZXW6YTBOI&issuer=chat.example%3A8443',
  );
});
