/** The path of the script. */
export const collectorPath = '/collect-log.js';

const key = 'collected-log';

/**
 * Runs before all other scripts of a page and records what it logs, also across navigations.
 * Records nothing after `leavePage`: cancelled loads are reported differently by each engine.
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
    // The remaining notifications are delivered in the next frame.
    if (message?.startsWith('ResizeObserver loop')) return;
    // A failed preload is harmless: a failed import rejects.
    if (target.rel !== 'modulepreload') keep('error: ' + (message ?? target.src ?? target.href));
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => keep('unhandled: ' + reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    keep('policy: ' + violatedDirective + ' ' + blockedURI));
})();`;

/** Runs in a page, before the test opens another one. */
export const leavePage = 'window.isLeaving = true;';

/** Runs in a page: returns what was recorded since the last call. */
export const takeCollected = `
  const kept = sessionStorage.getItem('${key}') ?? '[]';
  sessionStorage.removeItem('${key}');
  return JSON.parse(kept);`;
