/** An element by its kind and its accessible name. */
export interface Target {
  readonly kind: 'button' | 'link' | 'field' | 'menuitem' | 'radio' | 'checkbox' | 'tab';
  /** The whole name, or a part of it if no element has it as a whole. */
  readonly name: string;
}
export type Key = 'Enter' | 'Escape' | 'Tab' | 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft';

/** A page in one browser engine. */
export interface EnginePage {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs the body of an async function in the page; returns its result as JSON. */
  run<T>(body: string): Promise<T>;
  /** Waits for the element, then clicks it. */
  click(target: Target): Promise<void>;
  /** Waits for the field, then types into it. */
  type(target: Target, text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** With the control key held. */
  pressControl(key: string): Promise<void>;
  /** Gives files to the page's file input. */
  upload(path: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Errors and warnings since the last call: console, uncaught errors, content security policy. */
  takeLog(): Promise<string[]>;
}

/** A virtual authenticator that makes passkeys and answers for its user. */
export interface Authenticator {
  /** Does its user show a fingerprint, a face or a PIN? */
  verify(isUserVerified: boolean): Promise<void>;
  remove(): Promise<void>;
}

export interface Engine {
  readonly page: EnginePage;
  /** Null: this build has no WebAuthn. */
  readonly addAuthenticator: (() => Promise<Authenticator>) | null;
  close(): Promise<void>;
}

/**
 * Runs in a page: finds the visible element that a `Target` names, or null. What is behind a modal dialog is not
 * visible. Returns it once it is where it was at the previous look: otherwise a click could miss it.
 */
export const finder = `(kind, name) => {
  const selectors = {
    button: 'button, [role=button]', link: 'a[href]', field: 'input, textarea',
    menuitem: '[role=menuitem]', radio: '[role=radio], input[type=radio]',
    checkbox: '[role=checkbox], input[type=checkbox]', tab: '[role=tab]',
  };
  const nameOf = (element) =>
    (element.getAttribute('aria-label')
      || (element.getAttribute('aria-labelledby') ?? '').split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
      || [...(element.labels ?? [])].map((label) => label.textContent).join(' ')
      || element.textContent || '').trim();
  const isVisible = (element) => element.getClientRects().length > 0
    && getComputedStyle(element).visibility !== 'hidden'
    && !element.closest('[aria-hidden=true], [inert]');
  const all = [...document.querySelectorAll(selectors[kind])].filter(isVisible);
  const found = all.find((element) => nameOf(element) === name)
    ?? all.find((element) => nameOf(element).includes(name));
  if (!found) return null;
  const { x, y } = found.getBoundingClientRect();
  const places = (window.places ??= new WeakMap());
  const rests = places.get(found) === x + ' ' + y;
  places.set(found, x + ' ' + y);
  return rests ? found : null;
}`;

const POLL_MS = 50;

/** Repeats `look` until it returns a value. @throws with `what` after the timeout */
export const until = async <T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  while (Date.now() < deadline) {
    const found = await look().catch((error: unknown) => {
      failure = error;
    });
    if (found) return found as T;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: failure });
};
