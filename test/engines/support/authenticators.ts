import type { Browser, Page } from 'puppeteer-core';
import { confirmingAuthenticator } from '../../support/passkeys/virtual-authenticator.ts';
import type { Authenticator } from './engine.ts';

/** Chromium has virtual authenticators in its DevTools protocol. */
export const devtoolsAuthenticator = async (_: Browser, page: Page): Promise<Authenticator> => {
  const session = await page.createCDPSession();
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: confirmingAuthenticator,
  });
  return {
    verify: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
};

/** Lets scripts of the driver run in the browser itself. */
export const firefoxArgs = ['--remote-allow-system-access'] as const;
export const firefoxPreferences = {
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
};

/** What is used of WebDriver BiDi that Puppeteer has no method for. */
interface Bidi {
  send(
    method: 'browsingContext.getTree',
    params: { 'moz:scope': 'chrome' },
  ): Promise<{ result: { contexts: readonly { context: string }[] } }>;
  send(
    method: 'script.evaluate',
    params: { expression: string; target: { context: string }; awaitPromise: boolean },
  ): Promise<{ result: { type: string; result?: { value?: string } } }>;
}

/** Runs a script in the first window of Firefox itself. */
const runInFirefox = async (browser: Browser, expression: string): Promise<string> => {
  const { connection } = browser as unknown as { connection: Bidi };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = result.contexts;
  if (!window) throw new Error('Firefox has no window');
  const target = { context: window.context };
  const answer = await connection.send('script.evaluate', {
    ...{ expression, target },
    awaitPromise: false,
  });
  if (answer.result.type !== 'success') throw new Error(`${expression}: ${JSON.stringify(answer)}`);
  return answer.result.result?.value ?? '';
};

/** After the start the address bar has the focus. Without it, a page gets no passkeys and some keys do nothing. */
export const focusPage = (browser: Browser): Promise<string> =>
  runInFirefox(browser, 'gBrowser.selectedBrowser.focus()');

/**
 * Firefox has virtual authenticators in Marionette only, whose commands call a service of the browser. WebDriver BiDi
 * reaches it by a script in the browser's own window.
 */
export const firefoxAuthenticator = async (browser: Browser): Promise<Authenticator> => {
  const service = `Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)`;
  // Protocol, transport, resident keys, verification, consent, verified: as for Chromium above.
  const options = `'ctap2_1', 'internal', true, true, true, true`;
  const id = await runInFirefox(browser, `${service}.addVirtualAuthenticator(${options})`);
  return {
    verify: async (isVerified) => {
      const args = `${JSON.stringify(id)}, ${isVerified}`;
      await runInFirefox(browser, `${service}.setUserVerified(${args})`);
    },
    remove: async () => {
      await runInFirefox(browser, `${service}.removeVirtualAuthenticator(${JSON.stringify(id)})`);
    },
  };
};
