import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import type { Passkey as PasskeyView } from '#contracts/http/passkeys/passkeys.ts';
import type { CreationOptions, NewCredential } from '#contracts/http/passkeys/web-authn.ts';
import { passkeyEvent } from '../../domain/audit.ts';
import { handleOf, isFull, withPasskey } from '../../domain/passkeys/passkey.ts';
import type { SessionClient } from '../../domain/session.ts';
import { type Caller, shownName } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { PasskeyChallenges, PasskeyStore, PasskeyVerifier } from '../../ports/passkeys.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import { fieldRule } from '../../shared/refusals.ts';
import { logForDevices, requireCode } from '../../shared/second-factor.ts';
import { passkeyView } from '../../views/passkey-view.ts';

const tooMany = fail('too_many_passkeys', {
  detail: `You have ${passkeyLimits.perUser} passkeys: remove one first.`,
});

const notValid = fieldRule(
  'credential',
  'must be the answer to the latest options, by this device',
);
const known = fieldRule('credential', 'must not be a passkey that this account has');

const timeout = passkeyLimits.challengeSeconds * 1_000;

/** Asks for the password, so that the challenge proves that it was given. `host`: of the site. */
export const makeStartPasskey =
  (
    deps: PasswordDeps & {
      readonly users: UserStore;
      readonly factors: FactorStore;
      readonly passkeys: PasskeyStore;
      readonly passkeyChallenges: PasskeyChallenges;
      readonly ids: Ids;
    },
  ) =>
  async (
    caller: Caller,
    request: { password: string; address: string; client: SessionClient; host: string },
  ): Promise<
    Result<
      CreationOptions,
      | 'unauthenticated'
      | 'code_required'
      | 'invalid_password'
      | 'too_many_passkeys'
      | 'too_many_attempts'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { id, username } = user.value;
    const refusal =
      (await requireCode(deps, caller)) ??
      (await refuseWrongPassword(deps, caller, { ...request, field: 'password' }));
    if (refusal) return refusal;
    const passkeys = await deps.passkeys.list(id);
    if (isFull(passkeys)) return tooMany;
    const secret = deps.ids.secret();
    const expiresAt = deps.clock.now() + timeout;
    const begun = { secret, purpose: 'setup', userId: id, expiresAt } as const;
    const challenge = await deps.passkeyChallenges.put(begun);
    const type = 'public-key';
    return ok({
      challenge,
      rp: { id: request.host, name: 'Parley' },
      user: { id: handleOf(id), name: username, displayName: shownName(user.value) },
      pubKeyCredParams: passkeyLimits.algorithms.map((alg) => ({ type, alg })),
      excludeCredentials: passkeys
        .filter(({ host }) => host === request.host)
        .map(({ credentialId, transports }) => ({
          type,
          id: credentialId,
          transports: [...transports],
        })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
      timeout,
    });
  };

/**
 * Stores the passkey that the browser has made for the options of `makeStartPasskey`. Asks for a code or a passkey
 * again: the account may have got its first one since the setup began.
 */
export const makeAddPasskey =
  (deps: {
    readonly users: UserStore;
    readonly factors: FactorStore;
    readonly passkeys: PasskeyStore;
    readonly passkeyChallenges: PasskeyChallenges;
    readonly verifier: PasskeyVerifier;
    readonly audit: AuditLog;
    readonly push: Push;
    readonly clock: Clock;
    readonly ids: Ids;
  }) =>
  async (
    caller: Caller,
    request: {
      name: string;
      credential: NewCredential;
      host: string;
      origin: string;
      client: SessionClient;
    },
  ): Promise<
    Result<
      PasskeyView,
      'unauthenticated' | 'code_required' | 'too_many_passkeys' | 'validation_failed'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const refusal = await requireCode(deps, caller);
    if (refusal) return refusal;
    const { userId } = caller;
    const { name, credential, host, origin, client } = request;
    const made = await deps.verifier.checkNew(credential, {
      host,
      origin,
      isChallenge: async (secret) => {
        const found = await deps.passkeyChallenges.take(secret);
        return found?.purpose === 'setup' && found.userId === userId;
      },
    });
    if (!made) return notValid;
    const createdAt = deps.clock.now();
    const { transports = [] } = credential.response;
    const id = deps.ids.uuid();
    const added = { ...made, id, host, transports, name, createdAt, lastUsedAt: null, proof: null };
    const problem = await deps.passkeys.change(userId, (current) => {
      const next = withPasskey(current, added);
      return typeof next === 'string' ? { result: next } : { result: null, next };
    });
    if (problem) return problem === 'known' ? known : tooMany;
    await logForDevices(deps, userId, passkeyEvent('passkey_added', id, createdAt, client));
    return ok(passkeyView(added));
  };
