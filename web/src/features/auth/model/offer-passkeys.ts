import type { Assertion, RequestOptions } from '#contracts/http/passkeys/web-authn.ts';
import { canOfferPasskeys, signWithPasskey } from '#site/lib/passkeys/web-authn.ts';
import { whenIdle } from '#site/lib/when-idle.ts';

/** A challenge is given up this long before it expires, so that there is time to sign. */
const SPARE_MS = 60_000;

const idle = (): Promise<void> => new Promise((resolve) => void whenIdle(resolve));

/** The next time that somebody uses the page. Never, once the signal has aborted. */
const nextUse = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    addEventListener('focusin', () => resolve(), { once: true, signal });
  });

/**
 * Lists passkeys at the field of the user name until the signal aborts. A challenge expires, so a page that nobody uses
 * asks for no other one.
 */
export const offerPasskeys = async (
  begin: (signal: AbortSignal) => Promise<RequestOptions>,
  use: (assertion: Assertion) => void,
  signal: AbortSignal,
): Promise<void> => {
  await idle();
  if (!(await canOfferPasskeys())) return;
  while (!signal.aborted) {
    try {
      const options = await begin(signal);
      const end = AbortSignal.timeout(options.timeout - SPARE_MS);
      use(await signWithPasskey(options, { offer: AbortSignal.any([signal, end]) }));
    } catch {
      // Offline, expired or dismissed. The button and the form still sign in.
    }
    await nextUse(signal);
  }
};
