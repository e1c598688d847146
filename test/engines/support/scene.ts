import { afterAll, beforeAll, expect } from 'vitest';
import { makeClient, newName, type TestUser } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';
import { type Engine, type EnginePage, until } from './engine.ts';
import { type Gate, openGate } from './gate.ts';
import { engineNames } from './installed.ts';
import { startEngine } from './start-engine.ts';

export const engineName =
  engineNames.find((known) => known === process.env['PARLEY_ENGINE']) ?? 'chromium';

/** A page of one engine at a Parley, and another user. Set before the first test. */
export interface Scene {
  readonly engine: Engine;
  readonly page: EnginePage;
  readonly gate: Gate;
  readonly client: ReturnType<typeof makeClient>;
  readonly bob: TestUser;
  /** Is called at the end, in reverse order. */
  atEnd(close: () => unknown): void;
}

export const prepareScene = (): Scene => {
  /** Also closed if the start fails half-way. */
  const closing: (() => unknown)[] = [];
  const scene: Partial<Scene> = { atEnd: (close) => closing.push(close) };
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });
  beforeAll(async () => {
    const data = newDataFolder();
    closing.push(data.remove);
    const parley = await startParley(['--data', data.path, '--requests', 'off']);
    closing.push(parley.stop);
    const gate = await openGate(parley.url);
    closing.push(gate.close);
    const client = makeClient(parley.url);
    const bob = await client.register(newName('bob'));
    const engine = await startEngine(engineName);
    closing.push(engine.close);
    const { page } = engine;
    await page.resize(1_280, 800);
    Object.assign(scene, { engine, page, gate, client, bob } satisfies Omit<Scene, 'atEnd'>);
  });
  return scene as Scene;
};

/** Expressions for `seen`. */
export const text = (words: string): string =>
  `document.body.innerText.includes(${JSON.stringify(words)})`;
export const inLog = (words: string): string =>
  `document.querySelector('[role=log]')?.innerText.includes(${JSON.stringify(words)})`;

/** Waits until an expression is true in the page. */
export const seen = ({ page }: Pick<Scene, 'page'>, what: string, expression: string) =>
  until(what, () => page.run(`return Boolean(${expression})`));

/** Sends a message in the open conversation. */
export const send = async (scene: Scene, words: string): Promise<void> => {
  await scene.page.type({ kind: 'field', name: 'Message' }, words);
  await scene.page.press('Enter');
  await seen(scene, `"${words}" in the log`, inLog(words));
};

/** A message over the API. */
export const say = async (
  { client }: Pick<Scene, 'client'>,
  from: TestUser,
  receiver: string,
  words: string,
): Promise<void> => {
  const { token } = from;
  const json = { text: words, receiver_id: receiver };
  const { status } = await client.call('POST', '/messages', { token, json });
  expect(status).toBe(201);
};

/** Signs the page out, and this user in. */
export const signIn = async ({ page, gate }: Scene, user: TestUser): Promise<void> => {
  await page.open(`${gate.url}/sign-in`);
  await page.run(`
    const headers = { 'x-parley-client': 'web', 'content-type': 'application/json' };
    const post = (path, body) => fetch('/api/auth/' + path, { method: 'POST', headers, body });
    await post('logout');
    const { username, password } = ${JSON.stringify({ username: user.username, password: user.password })};
    const { status } = await post('token', JSON.stringify({ username, password }));
    if (status !== 200) throw new Error('the sign-in was answered with ' + status);`);
};
