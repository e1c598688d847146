import { describe, expect, it } from 'vitest';
import type { HealthProbe } from '#core/ports/system.ts';

/** The contract of every `HealthProbe`. */
export const describeHealthProbe = (
  name: string,
  open: { working: () => Promise<HealthProbe>; broken: () => Promise<HealthProbe> },
): void => {
  describe(`HealthProbe: ${name}`, () => {
    it('returns true while the store responds', async () => {
      const probe = await open.working();

      expect(await probe.check()).toBe(true);
    });

    it('returns false, without an exception, if it does not respond', async () => {
      const probe = await open.broken();

      expect(await probe.check()).toBe(false);
    });
  });
};
