import * as z from 'zod';
import type { Factor } from '#core/domain/factor/factor.ts';
import { factorKey } from '../table/keys.ts';
import type { Item } from '../table/table.ts';

const FactorItem = z.object({
  sec: z.string(),
  at: z.number(),
  on: z.number().optional(),
  step: z.number(),
  rec: z.array(z.string()),
  proof: z.object({ id: z.string().optional(), until: z.number() }).optional(),
});

/** `rev`: changes with every write, so that a decision on an earlier state is not stored. */
export const factorItem = (userId: string, factor: Factor, rev: string): Item => ({
  ...factorKey(userId),
  rev,
  sec: factor.sealed,
  at: factor.createdAt,
  ...(factor.confirmedAt !== null && { on: factor.confirmedAt }),
  step: factor.usedStep,
  rec: [...factor.recovery],
  ...(factor.proof && {
    proof: { id: factor.proof.sessionId ?? undefined, until: factor.proof.until },
  }),
});

export const factorOf = (item: Item): Factor => {
  const { sec, at, on, step, rec, proof } = FactorItem.parse(item);
  return {
    sealed: sec,
    createdAt: at,
    confirmedAt: on ?? null,
    usedStep: step,
    recovery: rec,
    proof: proof ? { sessionId: proof.id ?? null, until: proof.until } : null,
  };
};
