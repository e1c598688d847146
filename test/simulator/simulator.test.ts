import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type * as ConversationModule from '#core/domain/conversation.ts';
import type { Schedule } from './simulation.ts';
import { simulate } from './simulation.ts';
import { step } from './support/operations.ts';
import type { Sabotage } from './support/sabotage.ts';
import { sabotages } from './support/sabotage.ts';

// Replicas keep read marks that they once received; the property suites test who may see them.
vi.mock('#core/domain/conversation.ts', async (importReal) => ({
  ...(await importReal<typeof ConversationModule>()),
  haveBothWritten: () => true,
}));

/** `npm run check:long` runs thousands. */
const numRuns = Number(process.env['PARLEY_SCHEDULES'] ?? 300);
const seed = process.env['PARLEY_SEED'];
const MINUTES = 60_000;

const schedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(2 ** 31 - 1),
  steps: fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
});

const sameEverywhere = (sabotage: Sabotage | null) =>
  fc.asyncProperty(schedule, async (planned) => {
    const difference = await simulate(planned, { sabotage });
    if (difference !== null) throw new Error(difference);
  });

describe('after any schedule', () => {
  it(`every device has the content of the log (${numRuns} schedules)`, {
    timeout: 90 * MINUTES,
  }, async () => {
    const found = await fc.check(sameEverywhere(null), {
      numRuns,
      endOnFailure: true,
      ...(seed !== undefined && { seed: Number(seed) }),
    });
    if (!found.failed) return;
    // Shrinking is slow: stops after a time.
    await fc.assert(sameEverywhere(null), {
      seed: found.seed,
      ...(found.counterexamplePath !== null && { path: found.counterexamplePath }),
      interruptAfterTimeLimit: 2 * MINUTES,
      markInterruptAsFailure: true,
    });
    throw new Error(`seed ${found.seed} failed once and not again`);
  });
});

describe('the simulator detects an error when', () => {
  it.each(Object.entries(sabotages))('%s: %s', { timeout: 5 * MINUTES }, async (sabotage) => {
    const outcome = await fc.check(sameEverywhere(sabotage as Sabotage), {
      numRuns: 300,
      endOnFailure: true,
    });

    expect(outcome.failed).toBe(true);
  });
});
