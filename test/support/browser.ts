import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import manifest from '../../package.json' with { type: 'json' };
import { cachedFolder } from './cache-folder.ts';

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** For containers, root, and headless machines. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * Chromium sets these variables while another of its threads reads variables, and then sometimes crashes at its
 * start in `getenv`. A variable that exists is replaced in its place, which no reader notices.
 */
const setAtStart = { FC_FONTATIONS: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };

type Candidate = [program: string | undefined, env: Record<string, string>];

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
      timeout: 60_000,
    });
    return true;
  } catch {
    return false;
  }
};

/** Unpacks the package into a folder, with its libraries and fonts. */
const unpack = async (folder: string): Promise<void> => {
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  const before = { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH };
  // The package unpacks into the temporary folder, and its libraries only if it detects Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/** The folder of the Chromium in an npm package (Linux on x64 only). */
const packaged = async (): Promise<string | null> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  return cachedFolder(`chromium-${manifest.devDependencies['@sparticuz/chromium']}`, unpack);
};

/** Its own fonts if the system has none. */
const fontEnv = (folder: string): Record<string, string> =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };

const packagedCandidates = (folder: string): Candidate[] => {
  const program = join(folder, 'chromium');
  const fonts = fontEnv(folder);
  return [
    [program, fonts],
    [program, { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }],
  ];
};

let found: Promise<Browser | null> | undefined;

const search = async (): Promise<Browser | null> => {
  const named = process.env['PARLEY_BROWSER'];
  const folder = named ? null : await packaged().catch(() => null);
  const candidates: Candidate[] = [
    [named, {}],
    ...(folder === null ? [] : packagedCandidates(folder)),
    [playwright.executablePath(), {}],
    ...systemPaths.map((path): Candidate => [path, {}]),
  ];
  for (const [executablePath, env] of candidates) {
    if (executablePath && existsSync(executablePath) && starts(executablePath, env)) {
      return { executablePath, args, env: { ...setAtStart, ...env } };
    }
  }
  return null;
};

/**
 * A Chromium that starts here: `PARLEY_BROWSER`, the one in an npm package, Playwright's, the
 * system's. Null if there is none.
 */
export const findBrowser = (): Promise<Browser | null> => {
  found ??= search();
  return found;
};

export const browserMissing =
  'no Chromium starts here: install one (Debian: apt-get install chromium) or name it in PARLEY_BROWSER';
