import type { Engine } from './engine.ts';
import { type EngineName, engineMissing, findFirefox, findMiniBrowser } from './installed.ts';
import { startChromium, startFirefox } from './puppeteer.ts';
import { startWebkit } from './webkit.ts';

const starters: Record<EngineName, () => Promise<Engine>> = {
  chromium: startChromium,
  firefox: () => startFirefox(findFirefox() ?? 'firefox'),
  webkit: () => startWebkit(findMiniBrowser() ?? 'MiniBrowser'),
};

/** @throws if the engine is not installed */
export const startEngine = async (name: EngineName): Promise<Engine> => {
  const missing = await engineMissing(name);
  if (missing !== null) throw new Error(missing);
  return starters[name]();
};
