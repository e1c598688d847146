const KEY = 'parley-invite';
export const JOIN_PATH = '/join';

/** A browser may refuse all storage. */
const stored = (): Storage | null => {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
};

let kept: string | null | undefined;

/**
 * The code of the invitation that this tab was opened with, kept while the user signs up or in. Survives a
 * reload of the tab, and ends with it.
 */
export const keptInvite = (): string | null => {
  kept ??= stored()?.getItem(KEY) ?? null;
  return kept;
};

export const forgetInvite = (): void => {
  kept = null;
  stored()?.removeItem(KEY);
};

/** The link of an invitation. Its code is in the fragment, which browsers do not send. */
export const inviteLink = (code: string): string =>
  `${globalThis.location.origin}${JOIN_PATH}#${code}`;

/** Takes the code out of the address bar, and so out of the history and of what a user copies from there. */
export const takeInvite = (): void => {
  const { pathname, hash } = globalThis.location;
  if (pathname !== JOIN_PATH || hash.length < 2) return;
  kept = hash.slice(1);
  stored()?.setItem(KEY, kept);
  history.replaceState(history.state, '', JOIN_PATH);
};
