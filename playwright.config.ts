import { defineConfig, devices } from '@playwright/test';
import { browserMissing, findBrowser } from './test/support/browser.ts';

const browser = await findBrowser();
if (!browser) throw new Error(browserMissing);

export default defineConfig({
  testDir: 'test/browser',
  outputDir: '.cache/browser-results',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
    // A trace costs a fifth of the time: `npx playwright test --trace retain-on-failure` records it.
    trace: 'off',
    screenshot: 'only-on-failure',
    // It would answer for the network that tests watch. Those that are about it let it in.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      // A test is tagged if it has a view on a phone that no other test has: the list or the dialog
      // fills it, fingers write. Outbox, sockets, tabs, uploads and sessions are the same at any width.
      grep: /@phone/,
      // Three pixels for one would be painted by the processor.
      use: { ...devices['iPhone 14'], deviceScaleFactor: 1, defaultBrowserType: 'chromium' },
    },
  ],
});
