import { describe, expect, it } from 'vitest';
import { anInvite } from '#test/support/builders.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The contract of every `InviteStore`. */
export const describeInviteStore = (name: string, open: OpenStores): void => {
  describe(`InviteStore: ${name}`, () => {
    it('returns an invitation once, as it was put', async () => {
      const { invites } = await open();
      const invite = anInvite();
      await invites.put(anInvite());
      await invites.put(invite);

      const taken = await invites.take(invite.code);
      const again = await invites.take(invite.code);

      expect(taken).toEqual(invite);
      expect(again).toBeNull();
    });

    it('stores nothing that could be used to register', async () => {
      const { invites, everythingStored } = await open();
      const invite = anInvite();
      await invites.put(invite);

      expect(await everythingStored()).not.toContain(invite.code);
    });

    it('returns an invitation to exactly one of 20 concurrent calls', async () => {
      const { invites } = await open();
      const invite = anInvite();
      await invites.put(invite);

      const takes = Array.from({ length: 20 }, () => invites.take(invite.code));

      expect((await Promise.all(takes)).filter(Boolean)).toEqual([invite]);
    });

    it('accepts an unused invitation back', async () => {
      const { invites } = await open();
      const invite = anInvite();
      await invites.put(invite);
      const taken = await invites.take(invite.code);
      if (!taken) throw new Error('no invitation');

      await invites.put(taken);

      expect(await invites.take(invite.code)).toEqual(invite);
    });

    it('returns no expired and no unknown invitation', async () => {
      const { invites, clock } = await open();
      const [inTime, late] = [anInvite(), anInvite()];
      await invites.put(inTime);
      await invites.put(late);

      clock.advance(inTime.expiresAt - clock.now() - 1);
      const before = await invites.take(inTime.code);
      clock.advance(1);

      expect(before).toEqual(inTime);
      expect(await invites.take(late.code)).toBeNull();
      for (const code of ['unknown', '', 'x'.repeat(5_000)]) {
        expect(await invites.take(code)).toBeNull();
      }
    });
  });
};
