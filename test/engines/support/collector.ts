/** Where the gate serves the script. */
export const collectorPath = '/collect-log.js';

const key = 'collected-log';

/**
 * Runs before every other script of a page and keeps what it logs, also over a navigation of the page itself.
 * Nothing is kept after `leavePage`: what is still loading then is cancelled, and each engine reports that differently.
 */
export const collector = `(() => {
  const keep = (line) => {
    if (window.isLeaving) return;
    const lines = JSON.parse(sessionStorage.getItem('${key}') ?? '[]');
    sessionStorage.setItem('${key}', JSON.stringify([...lines, line]));
  };
  for (const level of ['error', 'warn', 'assert']) {
    const log = console[level];
    console[level] = (...args) => { keep(level + ': ' + args.map(String).join(' ')); log.apply(console, args); };
  }
  addEventListener('error', ({ message, target }) => {
    // The rest is delivered in the next frame.
    if (message?.startsWith('ResizeObserver loop')) return;
    // A preload that fails is only slower: an import that fails is a rejection.
    if (target.rel !== 'modulepreload') keep('error: ' + (message ?? target.src ?? target.href));
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => keep('unhandled: ' + reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    keep('policy: ' + violatedDirective + ' ' + blockedURI));
})();`;

/** In a page: run before the test itself opens another page. */
export const leavePage = 'window.isLeaving = true;';

/** In a page: returns what was kept since the last time. */
export const takeCollected = `
  const kept = sessionStorage.getItem('${key}') ?? '[]';
  sessionStorage.removeItem('${key}');
  return JSON.parse(kept);`;
