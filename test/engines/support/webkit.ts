import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { endWithUs } from '../../support/end-with-us.ts';
import { freePort, untilAnswering } from '../../support/processes.ts';
import { leavePage, takeCollected } from './collector.ts';
import type { Engine, EnginePage, Target } from './engine.ts';
import { finder, until } from './engine.ts';
import { createWebDriverSession, keyCodes, webDriver } from './webdriver.ts';

type Session = Awaited<ReturnType<typeof createWebDriverSession>>;

/** Difference between the height of a window and of its page. */
const BAR_PX = 38;

const pageOf = (session: Session): EnginePage => {
  const { send, run } = session;
  const element = ({ kind, name }: Target): Promise<string> =>
    until(`${kind} "${name}"`, () =>
      session.element(`return (${finder})(${JSON.stringify(kind)}, ${JSON.stringify(name)})`),
    );
  const click = async (target: Target): Promise<string> => {
    const id = await element(target);
    await send('POST', `/element/${id}/click`, {});
    return id;
  };
  return {
    open: async (url) => {
      await run(leavePage);
      await send('POST', '/url', { url });
    },
    reload: async () => {
      await run(leavePage);
      await send('POST', '/refresh', {});
    },
    run,
    click: async (target) => void (await click(target)),
    type: async (target, text) => {
      const id = await click(target);
      await send('POST', `/element/${id}/value`, { text });
    },
    press: (key) => session.press(keyCodes[key]),
    pressControl: (key) => session.press(keyCodes.Control, key),
    upload: async (path) => {
      const id = await until('a file input', () =>
        session.element(`return document.querySelector('input[type=file]')`),
      );
      await send('POST', `/element/${id}/value`, { text: path });
    },
    resize: async (width, height) => {
      await send('POST', '/window/rect', { x: 0, y: 0, width, height: height + BAR_PX });
      await until(`a page ${width} px wide`, () => run(`return innerWidth === ${width}`));
    },
    screenshot: async (path) =>
      writeFileSync(path, Buffer.from(await send<string>('GET', '/screenshot'), 'base64')),
    takeLog: () => run(takeCollected),
  };
};

/** WebKitGTK, Safari's engine, on a virtual display. `binary`: its MiniBrowser. */
export const startWebkit = async (binary: string): Promise<Engine> => {
  const port = await freePort();
  const display = ['-a', '-s', '-screen 0 1600x1200x24'];
  const driver = spawn('xvfb-run', [...display, 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      LANG: 'en_GB.UTF-8',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  endWithUs(driver, { isGroup: true });
  const base = `http://127.0.0.1:${port}`;
  await untilAnswering(`${base}/status`, driver, 30_000);
  const session = await createWebDriverSession(webDriver(base), {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  });
  return {
    page: pageOf(session),
    addAuthenticator: null,
    close: async () => {
      await session.quit().catch(() => undefined);
      if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGTERM');
    },
  };
};
