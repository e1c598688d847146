/** Where the gate serves the script. */
export const collectorPath = '/collect-log.js';

const key = 'collected-log';

/** Runs before every other script of a page and keeps what it logs, also over the next navigation. */
export const collector = `(() => {
  const keep = (line) => sessionStorage.setItem('${key}',
    JSON.stringify([...JSON.parse(sessionStorage.getItem('${key}') ?? '[]'), line]));
  for (const level of ['error', 'warn', 'assert']) {
    const log = console[level];
    console[level] = (...args) => { keep(level + ': ' + args.map(String).join(' ')); log.apply(console, args); };
  }
  addEventListener('error', ({ message, target }) =>
    keep('error: ' + (message ?? target.src ?? target.href)), true);
  addEventListener('unhandledrejection', ({ reason }) => keep('unhandled: ' + reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    keep('policy: ' + violatedDirective + ' ' + blockedURI));
})();`;

/** In a page: returns what was kept since the last time. */
export const takeCollected = `
  const kept = sessionStorage.getItem('${key}') ?? '[]';
  sessionStorage.removeItem('${key}');
  return JSON.parse(kept);`;
