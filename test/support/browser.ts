import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** Works in containers and as root, and asks for nothing that a headless machine lacks. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const starts = (executablePath: string, env: Record<string, string>): boolean => {
  try {
    execFileSync(executablePath, ['--version', '--no-sandbox'], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      timeout: 20_000,
    });
    return true;
  } catch {
    return false;
  }
};

/** Of its own, so that what another program unpacked there with other settings is not mistaken for ours. */
const folder = fileURLToPath(new URL('../../.cache/chromium', import.meta.url));

/** The Chromium inside an npm package, with the libraries that it carries: Linux on x64 only. */
const packaged = async (): Promise<string | null> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  const before = { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH };
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the temporary folder, and its libraries only where it sees a Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/** Its own fonts where the system has none. */
const fontEnv = (): Record<string, string> =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };

const carriedLibraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };

let found: Promise<Browser | null> | undefined;

const search = async (): Promise<Browser | null> => {
  const named = process.env['PARLEY_BROWSER'];
  const inPackage = named ? null : await packaged().catch(() => null);
  const candidates: [string | null | undefined, Record<string, string>][] = [
    [named, {}],
    [inPackage, fontEnv()],
    [inPackage, { ...fontEnv(), ...carriedLibraries }],
    [playwright.executablePath(), {}],
    ...systemPaths.map((path): [string, Record<string, string>] => [path, {}]),
  ];
  for (const [executablePath, env] of candidates) {
    if (executablePath && existsSync(executablePath) && starts(executablePath, env)) {
      return { executablePath, args, env };
    }
  }
  return null;
};

/**
 * A Chromium that starts here: `PARLEY_BROWSER`, the one inside an npm package, Playwright's own, the
 * system's. Null when there is none.
 */
export const findBrowser = (): Promise<Browser | null> => {
  found ??= search();
  return found;
};

export const browserMissing =
  'no Chromium starts here: install one (Debian: apt-get install chromium) or name it in PARLEY_BROWSER';
