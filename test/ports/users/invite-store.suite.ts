import { describe, expect, it } from 'vitest';
import { invitationLimits } from '#contracts/http/invitation-limits.ts';
import { limits } from '#contracts/limits.ts';
import { anInvite, aRegistration } from '#test/support/builders.ts';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';
import { describeOperatorInvites } from './operator-invites.suite.ts';

const takeoverAfter = limits.unfinishedClaimSeconds * 1_000;
const { maxOpen } = invitationLimits;

const idsOf = (open: readonly { id: string }[]) => open.map(({ id }) => id);

/** The contract of every `InviteStore`, and of a registration that uses an invitation. */
export const describeInviteStore = (name: string, open: OpenStores): void => {
  describe(`InviteStore: ${name}`, () => {
    it('finds an invitation with its inviter, until it expires', async () => {
      const stores = await open();
      const { invites, clock } = stores;
      const ann = await register(stores);
      const [hers, operators] = [anInvite({ inviterId: ann.id }), anInvite()];

      expect(await invites.create(hers, maxOpen)).toBe('created');
      expect(await invites.create(operators, 0)).toBe('created');

      const { expiresAt } = hers;
      expect(await invites.find(hers.code)).toEqual({
        inviterId: ann.id,
        expiresAt,
        usedBy: null,
      });
      expect(await invites.find(operators.code)).toMatchObject({ inviterId: null });
      clock.advance(expiresAt - clock.now() - 1);
      expect(await invites.find(hers.code)).not.toBeNull();
      clock.advance(1);
      expect(await invites.find(hers.code)).toBeNull();
      expect(await invites.use(hers.code, ann.id)).toBe(false);
      expect(await invites.listOpen(ann.id)).toEqual([]);
    });

    it('finds no unknown invitation', async () => {
      const stores = await open();
      const ann = await register(stores);
      for (const code of ['unknown', '', 'x'.repeat(5_000)]) {
        expect(await stores.invites.find(code)).toBeNull();
        expect(await stores.invites.use(code, ann.id)).toBe(false);
        expect(await stores.users.claim(aRegistration(), code)).toBe('invalid_invite');
      }
    });

    it('stores nothing that could be used to register', async () => {
      const stores = await open();
      const ann = await register(stores);
      const invite = anInvite({ inviterId: ann.id });
      await stores.invites.create(invite, maxOpen);

      expect(await stores.everythingStored()).not.toContain(invite.code);
    });

    it('lists and revokes the open invitations of their inviter', async () => {
      const stores = await open();
      const { invites } = stores;
      const [ann, bob] = [await register(stores), await register(stores)];
      const [first, second, used] = [1, 2, 3].map((n) =>
        anInvite({ inviterId: ann.id, createdAt: n, expiresAt: anInvite().expiresAt + n }),
      ) as [ReturnType<typeof anInvite>, ReturnType<typeof anInvite>, ReturnType<typeof anInvite>];
      for (const invite of [second, used, first]) await invites.create(invite, maxOpen);
      await invites.create(anInvite({ inviterId: bob.id }), maxOpen);
      await invites.use(used.code, bob.id);

      const listed = await invites.listOpen(ann.id);
      const foreign = await invites.revoke(bob.id, first.id);
      const revoked = await invites.revoke(ann.id, first.id);
      const again = await invites.revoke(ann.id, first.id);

      expect(listed).toEqual(
        [first, second].map(({ id, createdAt, expiresAt }) => ({ id, createdAt, expiresAt })),
      );
      expect([foreign, revoked, again]).toEqual([false, true, false]);
      expect(await invites.revoke(ann.id, used.id)).toBe(false);
      expect(idsOf(await invites.listOpen(ann.id))).toEqual([second.id]);
      expect(await invites.find(first.code)).toBeNull();
      expect(await invites.use(first.code, bob.id)).toBe(false);
    });

    describeOperatorInvites(open);

    it('limits the open invitations of a user, also of 12 at once', async () => {
      const stores = await open();
      const { invites, clock } = stores;
      const [ann, bob] = [await register(stores), await register(stores)];
      const create = () => {
        const invite = anInvite({ inviterId: ann.id, expiresAt: clock.now() + 1_000 });
        return invites.create(invite, maxOpen).then((outcome) => ({ invite, outcome }));
      };

      const made = await Promise.all(Array.from({ length: 12 }, create));
      const created = made.filter(({ outcome }) => outcome === 'created');
      const [one, another] = created;
      if (!one || !another) throw new Error('none was created');
      await invites.use(one.invite.code, bob.id);
      const afterUse = [await create(), await create()].map(({ outcome }) => outcome);
      await invites.revoke(ann.id, another.invite.id);
      const afterRevoke = [await create(), await create()].map(({ outcome }) => outcome);
      clock.advance(1_000);
      const afterExpiry = await create();

      expect(created).toHaveLength(maxOpen);
      expect([afterUse, afterRevoke]).toEqual(Array(2).fill(['created', 'too_many']));
      expect(afterExpiry.outcome).toBe('created');
      expect(await invites.listOpen(ann.id)).toHaveLength(1);
    });

    it('is used by exactly one of 10 users and 10 registrations at once, who may repeat it', async () => {
      const stores = await open();
      const { invites, users } = stores;
      const ann = await register(stores);
      const invite = anInvite({ inviterId: ann.id });
      await invites.create(invite, maxOpen);
      const people = [];
      for (let count = 0; count < 10; count++) people.push(await register(stores));
      const registrations = people.map(() => aRegistration({ createdAt: stores.clock.now() }));

      const outcomes = await Promise.all([
        ...people.map(({ id }) => invites.use(invite.code, id)),
        ...registrations.map(async (user) => (await users.claim(user, invite.code)) === 'claimed'),
      ]);

      const all = [...people, ...registrations];
      const winner = all[outcomes.indexOf(true)];
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await invites.find(invite.code))?.usedBy).toBe(winner?.id);
      const again = await Promise.all(people.map(({ id }) => invites.use(invite.code, id)));
      expect(again).toEqual(people.map(({ id }) => id === winner?.id));
    });
  });

  describe(`a registration with an invitation: ${name}`, () => {
    const setup = async () => {
      const stores = await open();
      const ann = await register(stores);
      const invite = anInvite({ inviterId: ann.id });
      await stores.invites.create(invite, maxOpen);
      const claim = (user = aRegistration({ createdAt: stores.clock.now() })) =>
        stores.users.claim(user, invite.code);
      return { ...stores, stores, ann, invite, claim };
    };

    it('uses it, and stores nothing if it is refused', async () => {
      const { users, invites, ann, invite, claim } = await setup();
      const [bob, second] = [aRegistration(), aRegistration()];

      const taken = await claim(aRegistration({ username: ann.username }));
      const unused = await invites.find(invite.code);
      const claimed = await claim(bob);
      await users.finish(bob.id);
      const again = await claim(second);

      expect([taken, claimed, again]).toEqual(['username_taken', 'claimed', 'invalid_invite']);
      expect(unused?.usedBy).toBeNull();
      expect((await invites.find(invite.code))?.usedBy).toBe(bob.id);
      expect(await invites.listOpen(ann.id)).toEqual([]);
      expect(await users.get(second.id)).toBeNull();
      expect(await users.findByName(second.username)).toBeNull();
    });

    it('opens it again when it is rolled back, but not after it has finished', async () => {
      const { users, invites, invite, claim } = await setup();
      const [failed, bob] = [aRegistration(), aRegistration()];

      await claim(failed);
      await users.release(failed.id, invite.code);
      const released = await invites.find(invite.code);
      const claimed = await claim(bob);
      await users.release(failed.id, invite.code);
      await users.finish(bob.id);
      await users.release(bob.id, invite.code);

      expect(released?.usedBy).toBeNull();
      expect(claimed).toBe('claimed');
      expect((await invites.find(invite.code))?.usedBy).toBe(bob.id);
    });

    it('that was abandoned keeps it for five minutes; then it is open, and the registration cannot finish', async () => {
      const { stores, users, invites, clock, ann, invite, claim } = await setup();
      const [abandoned, bob] = [
        aRegistration({ createdAt: clock.now() }),
        aRegistration({ createdAt: clock.now() + takeoverAfter }),
      ];

      await claim(abandoned);
      const whileRunning = [await claim(), await invites.use(invite.code, ann.id)];
      clock.advance(takeoverAfter);
      const listed = await invites.listOpen(ann.id);
      const claimed = await claim(bob);

      expect(whileRunning).toEqual(['invalid_invite', false]);
      expect(idsOf(listed)).toEqual([invite.id]);
      expect(claimed).toBe('claimed');
      await expect(users.finish(abandoned.id)).rejects.toThrow();
      await users.release(abandoned.id, invite.code);
      await users.finish(bob.id);
      expect((await invites.find(invite.code))?.usedBy).toBe(bob.id);
      expect(await users.findByName(abandoned.username)).toBeNull();
      await register(stores, { username: abandoned.username });
    });

    it('that lost its name to another one leaves it open, too', async () => {
      const { stores, invites, clock, claim, invite } = await setup();
      const abandoned = aRegistration({ createdAt: clock.now() });
      await claim(abandoned);
      clock.advance(takeoverAfter);
      const cho = await register(stores, { username: abandoned.username });

      expect(await invites.use(invite.code, cho.id)).toBe(true);
      expect((await invites.find(invite.code))?.usedBy).toBe(cho.id);
    });

    it('that was abandoned is removed when a user accepts the invitation', async () => {
      const { users, invites, clock, ann, invite, claim } = await setup();
      const abandoned = aRegistration({ createdAt: clock.now() });
      await claim(abandoned);
      clock.advance(takeoverAfter);

      expect(await invites.use(invite.code, ann.id)).toBe(true);
      expect(await users.get(abandoned.id)).toBeNull();
    });

    it('that was abandoned does not keep it from being revoked', async () => {
      const { invites, clock, ann, invite, claim } = await setup();
      await claim();
      clock.advance(takeoverAfter);

      expect(await invites.revoke(ann.id, invite.id)).toBe(true);
      expect(await claim()).toBe('invalid_invite');
    });
  });
};
