import { describe, expect, it, onTestFailed, onTestFinished } from 'vitest';
import { newName, password } from '../../support/client.ts';
import { appCode } from '../../support/factor/app-code.ts';
import { engineName, type Scene, seen as seenIn, signIn, text } from '../support/scene.ts';

const button = (name: string) => ({ kind: 'button', name }) as const;
const field = (name: string) => ({ kind: 'field', name }) as const;
const passkeyButton = `[...document.querySelectorAll('button')].find((one) => one.textContent === 'Use a passkey')`;
const username = `document.querySelector('[name=username]')`;

/** Signs in by code and by passkey, as far as the engine goes, and what asks for them later. */
export const describeSignIn = (scene: Scene): void => {
  const seen = (what: string, expression: string) => seenIn(scene, what, expression);
  const signOut = async (): Promise<void> => {
    await scene.page.click(button('Account'));
    await scene.page.click({ kind: 'menuitem', name: 'Sign out' });
    await seen('the form', username);
  };

  describe(`sign-ins in ${engineName}`, () => {
    it('takes the code of a second factor after the password, and a recovery code before a change', async () => {
      const { page, gate, client } = scene;
      const eve = await client.register(newName('eve'));
      const { token } = eve;
      const { body } = await client.call('POST', '/auth/factor', { token, json: { password } });
      const first = { code: appCode(body.secret, Date.now()) };
      const confirmed = await client.call('PUT', '/auth/factor', { token, json: first });
      const [recovery = ''] = confirmed.body.recovery_codes as string[];
      await page.open(gate.url);
      await page.run(`const headers = { 'x-parley-client': 'web' };
        await fetch('/api/auth/logout', { method: 'POST', headers });`);
      await page.open(`${gate.url}/sign-in`);
      await page.type(field('Username'), eve.username);
      await page.type(field('Password'), password);
      await page.click(button('Sign in'));
      await page.type(field('Code from your app'), appCode(body.secret, Date.now(), 1));
      await seen('the first run of the other user', text('Welcome to Parley'));

      await page.open(`${gate.url}/settings/security`);
      await page.click(button('New recovery codes'));
      await page.click(button('Use a recovery code'));
      await page.type(field('Recovery code'), recovery);
      await page.press('Enter');
      await page.click(button('I have saved them'));
      await seen('new codes', text('10 recovery codes left'));
    });

    it('makes a passkey and signs in with it, or offers none if the browser has no WebAuthn', async () => {
      const { engine, page, gate, client } = scene;
      onTestFailed(() => page.screenshot(`.cache/${engineName}.png`));
      await signIn(scene, await client.register(newName('key')));
      await page.open(`${gate.url}/settings/security`);
      await seen('the section', text('Passkeys'));
      await page.takeLog();
      if (!engine.addAuthenticator) {
        expect(await page.run(`return 'PublicKeyCredential' in globalThis`)).toBe(false);
        await seen('why there is no button', text('This browser cannot make passkeys here.'));
        await page.open(gate.url);
        await signOut();
        expect(await page.run(`return Boolean(${passkeyButton})`)).toBe(false);
        expect(await page.takeLog()).toEqual([]);
        return;
      }
      const { verify, remove } = await engine.addAuthenticator();
      // With a passkey in it, it signs in again as soon as a later test opens the sign-in page.
      onTestFinished(remove);
      await page.click(button('Add a passkey'));
      await verify(false);
      await page.type(field('Password'), password);
      await page.click(button('Continue'));
      await seen('that none was made', text('No passkey was made. Try again.'));
      await verify(true);
      await page.click(button('Continue'));
      await seen('the passkey', text('is added.'));

      await page.open(gate.url);
      // Only the button asks: the authenticator would answer the offer at the field of the name at once.
      await page.run('PublicKeyCredential.isConditionalMediationAvailable = async () => false;');
      await signOut();
      await verify(false);
      await page.click(button('Use a passkey'));
      const refusal = 'No passkey was used. Try again, or sign in with your password.';
      await seen('that none was used', text(refusal));
      await verify(true);
      await page.click(button('Use a passkey'));
      await seen('the first run', text('Welcome to Parley'));
      expect(await page.takeLog()).toEqual([]);
    });
  });
};
