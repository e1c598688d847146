import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** The Chromium inside an npm package: unpacked into the temporary folder, Linux on x64 only. */
const packaged = async (): Promise<string | null> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  // With this set the package also unpacks the libraries that it carries.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
};

/** Its own fonts where the system has none. */
const fontEnv = (): Record<string, string> =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(tmpdir(), 'fonts') };

const carriedLibraries = { LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib') };

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
