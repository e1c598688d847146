import { defineConfig, devices } from '@playwright/test';
import { browserMissing, findBrowser } from './test/support/browser.ts';

const browser = await findBrowser();
if (!browser) throw new Error(browserMissing);

export default defineConfig({
  testDir: 'test/browser',
  outputDir: '.cache/browser-results',
  workers: 2,
  // Tests wait for states; these timeouts only end tests that hang, so a slow machine causes no failures.
  timeout: 180_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: browser.executablePath,
      // A microphone that beeps; the headless browser has no question for the user.
      args: [
        ...browser.args,
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
    // A trace costs a fifth of the time. `npx playwright test --trace retain-on-failure` records it.
    trace: 'off',
    screenshot: 'only-on-failure',
    // A service worker would answer requests that tests observe. Tests about the service worker allow it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      // A test has this tag if its view on a phone is covered by no other test: the list or the dialog fills
      // the screen, and input is touch. Outbox, sockets, tabs, uploads and sessions are the same at any
      // width.
      grep: /@phone/,
      // With the device's factor of three, the processor would paint nine times as many pixels.
      use: { ...devices['iPhone 14'], deviceScaleFactor: 1, defaultBrowserType: 'chromium' },
    },
  ],
});
