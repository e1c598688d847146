import type { Passkey as PasskeyView } from '#contracts/http/passkeys/passkeys.ts';
import { passkeyEvent } from '../../domain/audit.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { PasskeyStore } from '../../ports/passkeys.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import { logForDevices, requireCode } from '../../shared/second-factor.ts';
import { passkeyView } from '../../views/passkey-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly passkeys: PasskeyStore;
}

const notFound = fail('passkey_not_found', { detail: 'You have no such passkey.' });

export const makeListPasskeys =
  ({ users, passkeys }: Deps) =>
  async (caller: Caller): Promise<Result<{ items: PasskeyView[] }, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    return ok({ items: (await passkeys.list(caller.userId)).map(passkeyView) });
  };

export const makeRenamePasskey =
  ({ users, passkeys }: Deps) =>
  async (
    caller: Caller,
    { id, name }: { id: string; name: string },
  ): Promise<Result<PasskeyView, 'unauthenticated' | 'passkey_not_found'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    type Answer = Result<PasskeyView, 'passkey_not_found'>;
    return passkeys.change<Answer>(caller.userId, (current) => {
      const found = current.find((one) => one.id === id);
      if (!found) return { result: notFound };
      const renamed = { ...found, name };
      const next = current.map((one) => (one === found ? renamed : one));
      return { result: ok(passkeyView(renamed)), next };
    });
  };

/** Asks for the password, and for a code if the account has a second factor. Sessions stay. */
export const makeRemovePasskey =
  (
    deps: Deps &
      PasswordDeps & {
        readonly factors: FactorStore;
        readonly push: Push;
      },
  ) =>
  async (
    caller: Caller,
    request: { id: string; password: string; address: string; client: SessionClient },
  ): Promise<
    Result<
      null,
      | 'unauthenticated'
      | 'code_required'
      | 'invalid_password'
      | 'passkey_not_found'
      | 'too_many_attempts'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    const refusal =
      (await requireCode(deps, caller)) ??
      (await refuseWrongPassword(deps, caller, { ...request, field: 'password' }));
    if (refusal) return refusal;
    const isRemoved = await deps.passkeys.change(userId, (current) => {
      const next = current.filter(({ id }) => id !== request.id);
      return next.length < current.length ? { result: true, next } : { result: false };
    });
    if (!isRemoved) return notFound;
    const event = passkeyEvent('passkey_removed', request.id, deps.clock.now(), request.client);
    await logForDevices(deps, userId, event);
    return ok(null);
  };

/** Removes all passkeys of a user, for the operator; returns their number. */
export const removePasskeysOf = async (
  deps: { passkeys: PasskeyStore; audit: AuditLog; push: Push; clock: Clock },
  userId: string,
  client: SessionClient,
): Promise<number> => {
  const removed = await deps.passkeys.change(userId, (current) =>
    current.length === 0 ? { result: current } : { result: current, next: [] },
  );
  const at = deps.clock.now();
  for (const { id } of removed) {
    await logForDevices(deps, userId, passkeyEvent('passkey_removed', id, at, client));
  }
  return removed.length;
};
