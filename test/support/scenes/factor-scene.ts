import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { makeCompleteSignIn } from '#core/usecases/factor/complete-sign-in.ts';
import { makeProveFactor } from '#core/usecases/factor/prove-factor.ts';
import { makeConfirmFactor, makeStartFactor } from '#core/usecases/factor/set-factor.ts';
import { aClient } from '#test/support/builders.ts';
import { appCode } from '#test/support/factor/app-code.ts';
import { coreScene } from './core-scene.ts';

export const password = 'Right-Pass-1';
export const address = '192.0.2.1';
export const client = aClient();

/** Ada at a device, who may set up a second factor. */
export const factorScene = async () => {
  const scene = await coreScene();
  const { ada, people, deps, clock, caller } = scene;
  people.passwords.set(ada.id, password);
  const signIn = makeSignIn(deps);
  const complete = makeCompleteSignIn(deps);
  const start = () =>
    makeStartFactor(deps)(caller, { password, address, client, issuer: 'chat.example' });
  const turnOn = async () => {
    const started = await start();
    if (!started.ok) throw new Error(started.code);
    const { secret } = started.value;
    const code = appCode(secret, clock.now());
    const confirmed = await makeConfirmFactor(deps)(caller, { code, client });
    if (!confirmed.ok) throw new Error(confirmed.code);
    clock.advance(60_000);
    return { secret, recovery: confirmed.value };
  };
  const enter = (from = address) =>
    signIn({ username: ada.username, password, address: from, client, isTwoStep: true });
  const challengeOf = async (from = address): Promise<string> => {
    const answer = await enter(from);
    return answer.ok ? 'no challenge' : (answer.challenge ?? answer.code);
  };
  const give = async (challenge: string, code: string, from = address) => {
    const answer = await complete({ challenge, code, client, address: from });
    return answer.ok ? 'signed in' : answer.code;
  };
  const prove = async (code: string, by = caller) => {
    const answer = await makeProveFactor(deps)(by, { code, client });
    return answer.ok ? 'proven' : answer.code;
  };
  const events = async () => (await deps.audit.list(ada.id)).map(({ type }) => type);
  return { ...scene, start, turnOn, enter, challengeOf, give, prove, events };
};
