import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Cache } from '#client';
import type * as ConversationModule from '#core/domain/conversation.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type * as ExpiryModule from '#core/domain/visibility/expiry.ts';
import type { Schedule } from './simulation.ts';
import { simulate } from './simulation.ts';
import { step } from './support/operations.ts';

vi.mock('#core/domain/conversation.ts', async (importReal) => ({
  ...(await importReal<typeof ConversationModule>()),
  haveBothWritten: () => true,
}));

// Days of 86 seconds: messages expire while the schedule runs, and while it is healed.
vi.mock('#core/domain/visibility/expiry.ts', async (importReal) => ({
  ...(await importReal<typeof ExpiryModule>()),
  expiryOf: ({ disappearing }: Conversation, sentAt: number) =>
    disappearing?.after ? sentAt + disappearing.after : undefined,
}));

/** Set where the client must not remove anything. */
const broken = vi.hoisted(() => ({ is: false }));
vi.mock('#client/sync/expiry/expiry.ts', async (importReal) => {
  const real = await importReal<{ createExpiry: (deps: { cache: Cache }) => object }>();
  const none = { start: () => undefined, pass: () => undefined, stop: () => undefined };
  return { createExpiry: (deps: { cache: Cache }) => (broken.is ? none : real.createExpiry(deps)) };
});

const numRuns = Number(process.env['PARLEY_SCHEDULES'] ?? 60);
const seed = process.env['PARLEY_SEED'];

const schedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(2 ** 31 - 1),
  steps: fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
});

const sameEverywhere = fc.asyncProperty(schedule, async (planned) => {
  const difference = await simulate(planned, { expires: true });
  if (difference !== null) throw new Error(difference);
});

it(`after any schedule, no device has what has expired, and each has the rest (${numRuns} schedules)`, {
  timeout: 90 * 60_000,
}, async () => {
  await fc.assert(sameEverywhere, {
    numRuns,
    endOnFailure: true,
    ...(seed !== undefined && { seed: Number(seed) }),
  });
});

it('the simulator detects a client that removes nothing', { timeout: 5 * 60_000 }, async () => {
  broken.is = true;
  const outcome = await fc.check(sameEverywhere, { numRuns: 100, endOnFailure: true });
  broken.is = false;

  expect(String(outcome.errorInstance)).toMatch(/message .* is not/);
});
