import { existsSync } from 'node:fs';
import { browserMissing, findBrowser } from '../../support/browser.ts';

export const engineNames = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof engineNames)[number];

const firefoxPaths = [
  process.env['PARLEY_FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];
const miniBrowserPaths = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);

const firstThere = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && existsSync(path));

/** The path of Firefox on this machine. */
export const findFirefox = (): string | undefined => firstThere(firefoxPaths);

/** The path of WebKit's MiniBrowser, if its driver and a virtual display are installed, too. */
export const findMiniBrowser = (): string | undefined => {
  const needed = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run', '/usr/bin/xauth'];
  return needed.every((path) => existsSync(path)) ? firstThere(miniBrowserPaths) : undefined;
};

const whyMissing: Record<EngineName, () => Promise<string | null>> = {
  chromium: async () => ((await findBrowser()) ? null : browserMissing),
  firefox: async () =>
    findFirefox()
      ? null
      : 'no Firefox here: install one (Debian: apt-get install firefox-esr) or name it in PARLEY_FIREFOX',
  webkit: async () =>
    findMiniBrowser()
      ? null
      : 'no WebKit here (Debian: apt-get install webkit2gtk-driver xvfb xauth fonts-noto-color-emoji)',
};

/** Why an engine cannot run here, or null. */
export const engineMissing = (name: EngineName): Promise<string | null> => whyMissing[name]();
