import { expect, test } from 'vitest';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { isProofOf, proofOf } from '#core/domain/factor/proof.ts';
import { aCaller } from '#test/support/builders.ts';

const lifetime = factorLimits.proofSeconds * 1_000;
const now = 1_000 * lifetime;
const caller = aCaller();
const proof = proofOf(caller, now);

test.each([
  ['at once', 0, true],
  ['until its end', lifetime - 1, true],
  ['not at its end', lifetime, false],
  ['where another clock is a little behind', -60_000, true],
  ['not after the clock was set back', -60_001, false],
])('a proof is valid %s', (_, after, expected) => {
  expect(isProofOf(proof, caller, now + after)).toBe(expected);
});

test('a proof is valid for its session only', () => {
  expect(isProofOf(proof, aCaller({ sessionId: 'another' }), now)).toBe(false);
  expect(isProofOf(null, caller, now)).toBe(false);
});
