import { expect, it } from 'vitest';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import { anInvite } from '#test/support/builders.ts';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

const { maxOpen } = invitationLimits;

/** Invitations without an inviter. */
export const describeOperatorInvites = (open: OpenStores): void => {
  it('lists and revokes the open invitations of operators, of any number', async () => {
    const stores = await open();
    const { invites } = stores;
    const ann = await register(stores);
    const made = Array.from({ length: maxOpen + 2 }, (_, n) => anInvite({ createdAt: n }));
    for (const invite of made) expect(await invites.create(invite, 0)).toBe('created');
    const hers = anInvite({ inviterId: ann.id });
    await invites.create(hers, maxOpen);
    const [first, second] = made;
    if (!first || !second) throw new Error('none was created');
    await invites.use(first.code, ann.id);

    const revoked = [await invites.revoke(null, second.id), await invites.revoke(null, second.id)];
    const foreign = [
      await invites.revoke(null, hers.id),
      await invites.revoke(ann.id, made[2]?.id ?? ''),
    ];

    expect(revoked).toEqual([true, false]);
    expect(foreign).toEqual([false, false]);
    expect(await invites.find(second.code)).toBeNull();
    expect((await invites.listOpen(null)).map(({ id }) => id)).toEqual(
      made.slice(2).map(({ id }) => id),
    );
  });
};
