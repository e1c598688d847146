import { describe, expect, it } from 'vitest';
import type { HealthProbe } from '#core/ports/system.ts';

/** The contract of every `HealthProbe`. */
export const describeHealthProbe = (
  name: string,
  open: { working: () => Promise<HealthProbe>; broken: () => Promise<HealthProbe> },
): void => {
  describe(`HealthProbe: ${name}`, () => {
    it('is true while the store answers', async () => {
      const probe = await open.working();

      expect(await probe.check()).toBe(true);
    });

    it('is false, without an exception, when it does not', async () => {
      const probe = await open.broken();

      expect(await probe.check()).toBe(false);
    });
  });
};
