import { makeAddPasskey, makeStartPasskey } from '#core/usecases/passkeys/add-passkey.ts';
import { makeProvePasskey } from '#core/usecases/passkeys/prove-passkey.ts';
import {
  makeSignInWithPasskey,
  makeStartPasskeySignIn,
} from '#core/usecases/passkeys/sign-in-with-passkey.ts';
import { passkeyVerifier } from '#functions/adapters/webauthn/passkey-verifier.ts';
import { aClient } from '../builders.ts';
import { type Deviation, softAuthenticator } from '../passkeys/authenticator.ts';
import { coreScene } from './core-scene.ts';

export const origin = 'https://chat.example';
export const host = 'chat.example';
export const password = 'Engine-1843';
export const from = { address: '192.0.2.1', client: aClient() };

/** Ada, with an authenticator in software. */
export const passkeyScene = async (kind: { algorithm?: -7 | -8; isSynced?: boolean } = {}) => {
  const scene = await coreScene();
  const { ada, caller, people } = scene;
  people.passwords.set(ada.id, password);
  const deps = { ...scene.deps, verifier: passkeyVerifier };
  const device = softAuthenticator({ origin, ...kind });
  const start = makeStartPasskey(deps);
  const addPasskey = makeAddPasskey(deps);
  const startSignIn = makeStartPasskeySignIn(deps);
  const signIn = makeSignInWithPasskey(deps);

  const prove = async (other: Deviation = {}, by = caller) => {
    const assertion = device.get(await startSignIn(host), other);
    return makeProvePasskey(deps)(by, { assertion, origin, client: from.client });
  };
  /** Uses a passkey if there is one, as the server requires. */
  const begin = async (typed = password) => {
    if (device.isUsed()) await prove();
    return start(caller, { password: typed, host, ...from });
  };
  const options = async () => {
    const begun = await begin();
    if (!begun.ok) throw new Error(begun.code);
    return begun.value;
  };
  const add = async (other: Deviation = {}, name = 'Phone') => {
    const credential = device.create(await options(), other);
    return addPasskey(caller, { name, credential, host, origin, client: from.client });
  };
  const enter = async (other: Deviation = {}) => {
    const assertion = device.get(await startSignIn(host), other);
    return signIn({ assertion, origin, ...from });
  };
  return {
    ...scene,
    deps,
    device,
    prove,
    begin,
    options,
    addPasskey,
    add,
    startSignIn,
    signIn,
    enter,
  };
};

export const codeOf = (answer: { ok: boolean; code?: string }): string => answer.code ?? 'ok';
