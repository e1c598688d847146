import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { newName, password } from '../support/client.ts';
import { png } from '../support/files.ts';
import { describeFeatures } from './parts/features.ts';
import { describeSignIn } from './parts/sign-in.ts';
import { until } from './support/engine.ts';
import {
  engineName,
  inLog,
  prepareScene,
  type Scene,
  say,
  seen as seenIn,
  send as sendIn,
  text,
} from './support/scene.ts';

const scene = prepareScene();
let { page, gate, client, bob }: Scene = scene;
beforeAll(() => {
  ({ page, gate, client, bob } = scene);
});
const name = newName('ada');
let conversationId: string;

const seen = (what: string, expression: string) => seenIn(scene, what, expression);
const send = (words: string) => sendIn(scene, words);
const bobSays = async (words: string): Promise<void> => {
  const me = await client.call('GET', `/users/search?q=${name}`, { token: bob.token });
  await say(scene, bob, me.body.items[0].id, words);
};

describe(`the site in ${engineName}`, () => {
  it('reports the log of a page', async () => {
    await page.open(`${gate.url}/sign-in`);
    await page.run(`
      console.error('said by the page');
      const script = document.createElement('script');
      script.src = 'https://elsewhere.example/blocked.js';
      document.body.append(script);
      setTimeout(() => { throw new Error('thrown by the page'); });`);
    const lines: string[] = [];
    for (const what of ['said by the page', 'thrown by the page', 'elsewhere.example']) {
      await until(`"${what}" in the log`, async () => {
        lines.push(...(await page.takeLog()));
        return lines.some((line) => line.includes(what));
      });
    }
  });

  it('allows a sign-up, and shows a rule once', async () => {
    await page.open(`${gate.url}/sign-up`);
    await page.type({ kind: 'field', name: 'Username' }, name);
    await page.type({ kind: 'field', name: 'Password' }, 'weak');
    await page.click({ kind: 'button', name: 'Create account' });
    await seen(
      'a refused password',
      `document.querySelector('[name=password][aria-invalid=true]')`,
    );
    const said: string = await page.run('return document.body.innerText');
    expect(said.match(/8 characters/g)).toHaveLength(1);
    expect(said.match(/characters/g)).toHaveLength(1);

    await page.run(`document.querySelector('[name=password]').select()`);
    await page.type({ kind: 'field', name: 'Password' }, password);
    await page.click({ kind: 'button', name: 'Create account' });
    await seen('the first run', text('Welcome to Parley'));
    // A browser may log later, and twice, what the previous test provoked.
    const lines = (await page.takeLog()).filter((line) => !line.includes('elsewhere.example'));
    expect(lines).toEqual([]);
  });

  it('opens a note to oneself at the first run', async () => {
    await page.click({ kind: 'button', name: 'Write a note to yourself' });
    await seen('the notes', `location.pathname.startsWith('/c/')`);
    await send('a note');
  });

  it('lets two people chat', async () => {
    await page.open(gate.url);
    await page.type({ kind: 'field', name: 'Search people' }, bob.username);
    await page.click({ kind: 'button', name: bob.username });
    await seen('the conversation', `document.querySelector('textarea')`);
    await send('Hello Bob');
    conversationId = (await page.run<string>('return location.pathname')).slice('/c/'.length);
    await bobSays('Hello Ada');
    await seen('the answer', inLog('Hello Ada'));
  });

  it('stays at the end of a conversation when the window becomes narrower or lower', async () => {
    for (let n = 1; n <= 12; n++) await bobSays(`${n}: ${'many words in a row '.repeat(20)}`);
    await seen('the last of many', inLog('12: many words'));
    const isAtEnd = `(({ scrollHeight, scrollTop, clientHeight }) =>
      scrollHeight - scrollTop - clientHeight < 2)(document.querySelector('[role=log]'))`;
    await seen('the end', isAtEnd);
    for (const [width, height] of [
      [900, 800],
      [500, 600],
      [1_280, 400],
      [1_280, 800],
    ] as const) {
      await page.resize(width, height);
      await seen(`the end at ${width} × ${height}`, isAtEnd);
    }
  });

  it('opens the emoji picker quickly after the first time, with recent emoji', async () => {
    const picker = `document.querySelector('[role=dialog] [role=gridcell]')`;
    await page.click({ kind: 'button', name: 'Emoji' });
    await seen('emoji', picker);
    await page.type({ kind: 'field', name: 'Search emoji' }, 'rocket');
    await seen('a rocket', `${picker}.getAttribute('aria-label') === 'Rocket'`);
    await page.press('Enter');
    await page.press('Escape');
    await seen('the rocket in the box', `document.querySelector('textarea').value === '🚀'`);
    for (let n = 0; n < 3; n++) {
      await seen('no picker', `!${picker}`);
      // The emoji appear with the popover, not after it, so no spinner is shown.
      const first = await page.run<string | undefined>(`
        document.querySelector('[aria-label=Emoji]').click();
        while (!document.querySelector('[role=dialog]')) await new Promise(requestAnimationFrame);
        return ${picker}?.getAttribute('aria-label');`);
      expect(first).toBe('Rocket');
      await page.press('Escape');
    }
    await page.run(`document.querySelector('textarea').focus()`);
    await page.press('Enter');
  });

  it('sends a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-engine-'));
    scene.atEnd(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'grey.png');
    writeFileSync(file, png(64, 48));
    await page.upload(file);
    await seen('a file that is ready', `!document.querySelector('[aria-label=Send]').disabled`);
    await page.click({ kind: 'button', name: 'Send' });
    await until('the file at the other side', async () => {
      const { body } = await client.call('GET', `/conversations/${conversationId}/messages`, {
        token: bob.token,
      });
      return body.items.some(
        (message: { attachments: object[] }) => message.attachments.length > 0,
      );
    });
  });

  it('shows the settings, also in dark mode', async () => {
    await page.open(`${gate.url}/settings/appearance`);
    await page.click({ kind: 'radio', name: 'Dark' });
    await seen('the dark', `document.documentElement.dataset.theme === 'dark'`);
    await page.click({ kind: 'radio', name: 'System' });
  });

  it('sends a message that was written offline once there is a connection', async () => {
    await page.open(`${gate.url}/c/${conversationId}`);
    // The newest one: only messages near the end are in the document.
    await seen('the messages', `document.querySelector('[role=log] [aria-label^="Open photo"]')`);
    await page.takeLog();
    gate.shut();
    await send('from the tunnel');
    gate.open();
    await until(
      'the message at the other side',
      async () => {
        const { body } = await client.call('GET', `/conversations/${conversationId}/messages`, {
          token: bob.token,
        });
        return body.items.some(({ content }: { content: string }) => content === 'from the tunnel');
      },
      30_000,
    );
    // The browser itself logs a lost connection.
    await page.takeLog();
  });

  it('logs nothing on any page', async () => {
    const signedIn = [
      '/',
      `/c/${conversationId}`,
      ...['profile', 'security', 'appearance', 'notifications', 'blocked', 'data'].map(
        (section) => `/settings/${section}`,
      ),
      '/docs',
      '/no-such-page',
    ];
    for (const path of signedIn) {
      await page.open(gate.url + path);
      await seen(`a heading on ${path}`, `document.querySelector('h1, h2')`);
      await seen(`${path} to be loaded`, `document.readyState === 'complete'`);
      expect([path, ...(await page.takeLog())]).toEqual([path]);
    }
    onTestFailed(() => page.screenshot(`.cache/${engineName}.png`));
  });
});

describeSignIn(scene);
describeFeatures(scene);
