import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import {
  type NewAccountEvent,
  operatorAction,
  passwordChanged,
  refused,
  secondStepRefused,
  sessionEnded,
  signedIn,
} from '#core/domain/audit.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import { aClient } from '../support/builders.ts';
import type { OpenStores } from '../support/ports/stores.ts';

const dayMs = 86_400_000;
const { perUser } = limits.audit;

/** In batches: as many as one process has connections for. */
const addAll = async (
  audit: AuditLog,
  userId: string,
  events: readonly NewAccountEvent[],
): Promise<void> => {
  for (let start = 0; start < events.length; start += 20) {
    const together = events.slice(start, start + 20);
    await Promise.all(together.map((event) => audit.add(userId, event)));
  }
};

const setup = async (open: OpenStores) => {
  const { audit, clock, ids } = await open();
  return { audit, clock, ann: ids.uuid(), bob: ids.uuid(), at: clock.now() };
};

/** The contract of every `AuditLog`. */
export const describeAuditLog = (name: string, open: OpenStores): void => {
  describe(`AuditLog: ${name}`, () => {
    it('lists the events of a user, newest first, as they were added', async () => {
      const { audit, ann, bob, at } = await setup(open);
      const first = signedIn('one', at, aClient());
      const second = sessionEnded('one', at + 1, 'token_reused', aClient({ address: '' }));
      const third = passwordChanged(at + 2, aClient({ device: '' }));

      const who = { operator: 'olga', user: 'ann' };
      const fourth = operatorAction('reset_password', at + 3, who, aClient({ device: '' }));
      const fifth = operatorAction('make_operator', at + 4, { user: 'ann' }, aClient());
      const all = [fifth, fourth, third, second, first];

      for (const event of [second, first, third, fifth, fourth]) await audit.add(ann, event);
      await audit.add(bob, first);

      expect(await audit.list(ann)).toEqual(all);
      expect(await audit.list(bob)).toEqual([first]);
    });

    it('counts the refusals of a day in one event of each type, also concurrent ones', async () => {
      const { audit, ann, at } = await setup(open);
      const burst = Array.from({ length: 40 }, (_, n) =>
        refused('sign_in_refused', at + n, aClient()),
      );
      const today = refused('sign_in_refused', at + 50, aClient({ device: 'the last one' }));
      const other = refused('password_refused', at + 60, aClient());
      const tomorrow = refused('sign_in_refused', at + dayMs, aClient());

      await addAll(audit, ann, burst);
      for (const event of [today, other, tomorrow]) await audit.add(ann, event);

      expect(await audit.list(ann)).toEqual([
        { ...tomorrow, count: 1 },
        { ...other, count: 1 },
        { ...today, count: 41 },
      ]);
    });

    it('takes back a right password without a code, and nothing that another device has left', async () => {
      const { audit, ann, bob, at } = await setup(open);
      const own = secondStepRefused(at, aClient({ device: 'own' }));
      const other = secondStepRefused(at + 1, aClient({ device: 'another one' }));
      await audit.add(ann, refused('code_refused', at - 1, aClient()));
      for (const event of [own, other, other]) await audit.add(ann, event);
      await audit.add(bob, own);

      await audit.uncount(ann, own.id);
      await audit.uncount(ann, own.id);
      await audit.uncount(ann, other.id);
      await audit.uncount(ann, 'unknown');

      expect((await audit.list(ann)).map(({ type, count }) => [type, count])).toEqual([
        ['second_step_refused', 1],
        ['code_refused', 1],
      ]);
      expect(await audit.list(bob)).toHaveLength(1);
      await audit.add(ann, own);
      expect(await audit.list(ann)).toContainEqual({ ...own, count: 1 });
    });

    it('stores nothing for a refusal of an unknown name', async () => {
      const { audit, ann, at } = await setup(open);

      await audit.add(null, refused('sign_in_refused', at, aClient()));

      expect(await audit.list(ann)).toEqual([]);
      expect(await audit.list('null')).toEqual([]);
    });

    it('has the end of a session once, however often it is added', async () => {
      const { audit, ann, at } = await setup(open);
      const ends = Array.from({ length: 20 }, (_, n) =>
        sessionEnded('one', at + n, 'signed_out', aClient()),
      );

      await addAll(audit, ann, ends);

      expect(await audit.list(ann)).toHaveLength(1);
    });

    it('deletes events after 90 days', async () => {
      const { audit, clock, ann, at } = await setup(open);
      await audit.add(ann, signedIn('one', at, aClient()));
      await audit.add(ann, refused('sign_in_refused', at, aClient()));

      clock.advance(limits.audit.days * dayMs - 1);
      const before = await audit.list(ann);
      clock.advance(1);

      expect(before).toHaveLength(2);
      expect(await audit.list(ann)).toEqual([]);
    });

    it('keeps the newest events above the limit, and refusals evict none', async () => {
      const { audit, ann, at } = await setup(open);
      const refusals = Array.from({ length: limits.audit.days - 1 }, (_, day) =>
        refused('sign_in_refused', at + day * dayMs, aClient()),
      );
      const signIns = Array.from({ length: perUser + 3 }, (_, n) =>
        signedIn(`session ${n}`, at + n, aClient()),
      );

      await addAll(audit, ann, signIns);
      await addAll(audit, ann, refusals);

      const listed = await audit.list(ann);
      expect(listed).toHaveLength(perUser + refusals.length);
      expect(listed.findLast(({ type }) => type === 'signed_in')?.at).toBe(at + 3);
    });

    it('deletes the events of one user', async () => {
      const { audit, ann, bob, at } = await setup(open);
      await addAll(audit, ann, [
        signedIn('one', at, aClient()),
        refused('sign_in_refused', at, aClient()),
      ]);
      await audit.add(bob, signedIn('two', at, aClient()));

      await audit.clear(ann);
      await audit.clear(ann);

      expect(await audit.list(ann)).toEqual([]);
      expect(await audit.list(bob)).toHaveLength(1);
    });
  });
};
