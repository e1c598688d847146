import type { FactorKeys } from '#core/ports/factors.ts';
import { type FactorRing, openFactor, ringOf, sealFactor } from '../factor-ring.ts';

export interface FactorKeysEnv {
  readonly FACTOR_KEYS?: string | undefined;
}

export const factorKeysOf = (ring: FactorRing): FactorKeys => ({
  seal: async (userId, secret) => sealFactor(ring, userId, secret),
  open: (userId, sealed) => openFactor(ring, userId, sealed),
});

/** Keys in the environment of the functions that check codes: whoever copies the table does not have them. */
export const factorKeys = ({ FACTOR_KEYS = '' }: FactorKeysEnv): FactorKeys =>
  factorKeysOf(ringOf(FACTOR_KEYS));
