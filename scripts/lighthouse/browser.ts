import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { browserMissing, findBrowser } from '../../test/support/browser.ts';

export interface DebuggedBrowser {
  /** The port for Lighthouse. */
  readonly port: number;
  /** The browser's default context, whose cookies Lighthouse's pages share. */
  readonly context: BrowserContext;
  close(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : 0),
      );
    });
  });

/** A browser with a new profile and a debugging port. @throws if no browser starts here */
export const startDebuggedBrowser = async (): Promise<DebuggedBrowser> => {
  const found = await findBrowser();
  if (!found) throw new Error(browserMissing);
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'parley-lighthouse-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.executablePath,
    args: [...found.args, `--remote-debugging-port=${port}`],
    env: { ...process.env, ...found.env } as Record<string, string>,
  });
  return {
    port,
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};
