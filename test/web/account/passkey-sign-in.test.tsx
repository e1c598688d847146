import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApi } from '#client/http/api.ts';
import { createPageLocks } from '#client/http/session.ts';
import { PasskeySignIn } from '#site/features/auth/components/passkey-sign-in.tsx';
import { canOfferPasskeys } from '#site/lib/passkeys/web-authn.ts';
import { strings } from '#site/strings/strings.ts';
import { ApiContext } from '#site/sync/api-context.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'credentials');
});

const options = { challenge: 'AAAA', rpId: 'localhost', timeout: 300_000 };

/** The sign-in in a browser with this WebAuthn; `get` answers the button. */
const setup = (webAuthn: object | undefined, get: () => Promise<unknown> = async () => null) => {
  if (webAuthn) vi.stubGlobal('PublicKeyCredential', webAuthn);
  Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get } });
  const fetch = (async () => Response.json(options)) as typeof globalThis.fetch;
  const api = createApi({ fetch, locks: createPageLocks() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={api}>
        <PasskeySignIn />
      </ApiContext>
    </QueryClientProvider>,
  );
  return screen.queryByRole('button', { name: strings.auth.usePasskey });
};

it('a browser without WebAuthn gets no button', () => {
  expect(setup(undefined)).toBeNull();
});

describe('a browser that lists no passkeys at the field of the name has the button only:', () => {
  it.each([
    ['it is too old to say', {}],
    ['it cannot', { isConditionalMediationAvailable: async () => false }],
    ['it fails', { isConditionalMediationAvailable: () => Promise.reject(new Error('no')) }],
  ])('%s', async (_, webAuthn) => {
    expect(setup(webAuthn)).not.toBeNull();
    expect(await canOfferPasskeys()).toBe(false);
  });
});

describe('the button says what else to do after', () => {
  it.each([
    ['a refusal by the user', 'NotAllowedError'],
    ['a timeout', 'TimeoutError'],
    ['an end by the browser', 'AbortError'],
    ['an authenticator that cannot', 'NotSupportedError'],
    ['a host that is not allowed', 'SecurityError'],
  ])('%s', async (_, name) => {
    const get = () => Promise.reject(new DOMException('said by the browser', name));
    const button = setup({}, get);
    if (button) fireEvent.click(button);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(strings.auth.noPasskey));
    expect(button?.matches(':disabled')).toBe(false);
  });
});
