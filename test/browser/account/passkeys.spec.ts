import type { Page } from '@playwright/test';
import { expect, password, test } from '#test/browser/fixtures.ts';

/** An authenticator of the browser that confirms everything, as after a fingerprint. */
const withAuthenticator = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verify: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
};

const makePasskey = (page: Page) =>
  page.evaluate(async (typed) => {
    const ask = async (path: string, body: unknown, token?: string) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-parley-client': 'web',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    const { access_token } = await ask('/api/auth/refresh', {});
    const options = await ask('/api/auth/passkeys/setup', { password: typed }, access_token);
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    const credential = (made as PublicKeyCredential).toJSON();
    return ask('/api/auth/passkeys', { name: 'Phone', credential }, access_token);
  }, password);

const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
};
const isIn = (page: Page) =>
  expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();

/** Only the button asks for a passkey: the authenticator in the test would answer the field of the name at once. */
const offersNothing = (page: Page) =>
  page.evaluate(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });

test('a passkey signs in by the button, also after it was refused', async ({ newPerson }) => {
  const { page } = await newPerson('key');
  const authenticator = await withAuthenticator(page);
  await makePasskey(page);
  await offersNothing(page);
  await signOut(page);
  await authenticator.verify(false);
  const button = page.getByRole('button', { name: 'Use a passkey' });
  await button.click();
  await expect(page.getByRole('alert')).toContainText('No passkey was used.');
  await authenticator.verify(true);
  await button.click();
  await isIn(page);
});

test('a passkey is offered at the field of the name', async ({ newPerson }) => {
  const { page } = await newPerson('key');
  await withAuthenticator(page);
  await makePasskey(page);
  await signOut(page);
  await isIn(page);
});
