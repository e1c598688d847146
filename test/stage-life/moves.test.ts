import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createApi, createClient, createMemoryCache, nodePlatform } from '#client';
import type { OutboxItem } from '#client/outbox/item.ts';
import { createMemoryStorage } from '#client/outbox/memory-storage.ts';
import type { Front } from '#scripts/deploy/emulator/front.ts';
import { stageFront } from '#scripts/deploy/emulator/stage-front.ts';
import { run as runTool } from '#scripts/deploy/run.ts';
import { chooseTarget } from '#scripts/deploy/target/target.ts';
import { makeClient, type TestUser } from '../support/client.ts';
import { commandsOn } from '../support/ministack/data-stage.ts';
import { type MiniStack, startMiniStack } from '../support/ministack/ministack.ts';
import { newDataFolder, startParley } from '../support/parley-process.ts';

const stage = 'localstack';
const minutes = 60_000;
const patience = { interval: 50, timeout: 3 * minutes };

let ministack: MiniStack;
let front: Front;
const { begin, run } = commandsOn(() => ministack.endpoint);

const newFolder = (): string => {
  const folder = newDataFolder();
  onTestFinished(folder.remove);
  return folder.path;
};

beforeAll(async () => {
  ministack = await startMiniStack({ env: { AUTH: 'true', IOT_MTLS_ENABLED: '0' } });
  Object.assign(process.env, ministack.env);
  const script = ['--disable-warning=ExperimentalWarning', 'scripts/deploy/deploy.ts'];
  // Vitest's NODE_ENV would build a test version of the site.
  const environment = { ...process.env, NODE_ENV: undefined };
  const options = ['--stage', stage, '--registration', 'open'];
  await runTool('node', [...script, ...options], { environment });
  front = (await stageFront(chooseTarget(stage))) ?? expect.fail('no CloudFront');
}, 15 * minutes);
afterAll(async () => {
  await front?.close();
  await ministack?.stop();
});

interface Account {
  readonly username: string;
  readonly password: string;
}

/**
 * A device that writes: the client library, with an outbox that stays in the device when the address changes.
 * The next message follows when the one before is acknowledged or refused.
 */
const writingDevice = (conversationId: string) => {
  const items = new Map<string, OutboxItem>();
  const acknowledged: string[] = [];
  const refusals = new Map<string, number>();
  let [written, isWriting] = [0, true];
  let client: ReturnType<typeof createClient> | undefined;

  /** Sees each answer to a send. */
  const watched =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method !== 'POST' || !String(input).endsWith('/messages')) return response;
      const body = (await response.clone().json()) as { content?: string; code?: string };
      if (response.ok) acknowledged.push(body.content ?? '');
      else {
        const why = `${response.status} ${body.code}`;
        refusals.set(why, (refusals.get(why) ?? 0) + 1);
      }
      return response;
    };

  const signIn = async (url: string, account: Account): Promise<void> => {
    const node = nodePlatform(url);
    const openStorage = () => createMemoryStorage(items);
    const platform = { ...node, fetch: watched(node.fetch), openStorage };
    const api = createApi(platform);
    const userId = await api.signIn(account);
    client = createClient(platform, { userId, call: api.call, cache: createMemoryCache(api.call) });
    client.start();
    await client.open(conversationId);
  };

  const writing = (async () => {
    while (isWriting) {
      await expect.poll(() => client !== undefined || !isWriting, patience).toBe(true);
      if (client && items.size < 3) {
        await client.outbox.enqueue(conversationId, { content: `message ${++written}` });
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();

  return {
    acknowledged,
    refusals,
    waiting: () => items.size,
    written: () => written,
    signIn,
    /** The page closes: what is not sent waits in the device. */
    close: () => {
      client?.stop({ isForgotten: false });
      client = undefined;
    },
    /** Writes nothing more, and resolves when everything is sent. */
    finish: async () => {
      isWriting = false;
      await writing;
      await expect.poll(() => items.size, patience).toBe(0);
    },
  };
};

/** The texts of a conversation, in order. */
const textsOf = async (url: string, conversationId: string, account: Account) => {
  const { call } = makeClient(url);
  const { username, password } = account;
  const { body } = await call('POST', '/users/login', { json: { username, password } });
  const token = body.access_token;
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const path = `/conversations/${conversationId}/log?after=${after}`;
    const { entries } = (await call('GET', path, { token })).body;
    if (entries.length === 0) return texts;
    texts.push(...entries.map(({ message }: { message: { content: string } }) => message.content));
    after = entries.at(-1).seq;
  }
};

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `message ${i + 1}`);

describe('a client that keeps writing', () => {
  it('loses nothing and repeats nothing while everything moves to a stage and back, each move killed once', {
    timeout: 15 * minutes,
  }, async () => {
    const [data, up, down, other] = [newFolder(), newFolder(), newFolder(), newFolder()];
    const first = await startParley(['--data', data, '--api-only']);
    onTestFinished(() => void first.kill());
    const { ada, bob, conversationId } = await makeClient(first.url).pair();
    const device = writingDevice(conversationId);
    await device.signIn(first.url, ada);
    await expect.poll(() => device.acknowledged.length, patience).toBeGreaterThan(20);

    const moveUp = ['scripts/archive/move-up.ts', '--data', data, '--archive', up] as const;
    const killed = begin(...moveUp, '--to-stage', stage);
    await expect.poll(killed.output, { interval: 5, timeout: minutes }).toContain('people: 2');
    killed.kill();
    await killed.exited;
    await expect.poll(() => device.refusals.get('503 read_only') ?? 0, patience).toBeGreaterThan(0);
    const moved = device.acknowledged.length;
    expect(device.waiting()).toBeGreaterThan(0);
    const raised = await run(...moveUp, '--to-stage', stage);
    expect(raised).toMatchObject({ code: 0 });
    expect(device.acknowledged.length).toBe(moved);
    device.close();
    await first.stop();

    await device.signIn(front.url, ada);
    await expect.poll(() => device.acknowledged.length, patience).toBeGreaterThan(moved + 20);
    const refused = device.refusals.get('503 read_only') ?? 0;

    const moveDown = ['scripts/archive/move-down.ts', '--data', other, '--archive', down] as const;
    const stopped = begin(...moveDown, '--from-stage', stage);
    await expect
      .poll(stopped.output, { interval: 5, timeout: 3 * minutes })
      .toContain('localstack is read-only');
    stopped.kill();
    await stopped.exited;
    await expect
      .poll(() => device.refusals.get('503 read_only') ?? 0, patience)
      .toBeGreaterThan(refused);
    const left = device.acknowledged.length;
    expect(device.waiting()).toBeGreaterThan(0);
    const lowered = await run(...moveDown, '--from-stage', stage);
    expect(lowered).toMatchObject({ code: 0 });
    expect(device.acknowledged.length).toBe(left);
    device.close();

    const second = await startParley(['--data', other, '--api-only']);
    onTestFinished(() => void second.kill());
    await device.signIn(second.url, renewed(ada, join(other, 'passwords.csv')));
    await expect.poll(() => device.acknowledged.length, patience).toBeGreaterThan(left + 20);
    await device.finish();

    const texts = await textsOf(second.url, conversationId, bob);
    expect(texts).toEqual(numbered(device.written()));
    expect(device.acknowledged.toSorted()).toEqual(texts.toSorted());
    await second.stop();
  });

  it('waits while the functions of a stage are read-only, and sends when that ends', {
    timeout: 10 * minutes,
  }, async () => {
    const readOnly = (state: '--on' | '--off') =>
      run('scripts/read-only/read-only.ts', state, '--stage', stage);
    expect(await readOnly('--off')).toMatchObject({ code: 0 });
    const client = makeClient(front.url);
    const { ada, bob, conversationId } = await client.pair();
    const device = writingDevice(conversationId);
    await device.signIn(front.url, ada);
    await expect.poll(() => device.acknowledged.length, patience).toBeGreaterThan(3);

    const on = await readOnly('--on');
    const before = device.acknowledged.length;
    await expect.poll(() => device.refusals.get('503 read_only') ?? 0, patience).toBeGreaterThan(0);
    const json = { about: 'changed' };
    const change = await client.call('PATCH', '/users/me', { token: ada.token, json });
    const read = await client.call('GET', '/conversations', { token: bob.token });
    const { status } = await client.call('POST', '/users/login', { json: accountOf(bob) });
    expect(device.acknowledged.length).toBe(before);
    const off = await readOnly('--off');
    await expect.poll(() => device.acknowledged.length, patience).toBeGreaterThan(before + 3);
    await device.finish();

    expect([on.code, off.code]).toEqual([0, 0]);
    expect([change.status, change.body.code]).toEqual([503, 'read_only']);
    expect(change.body.detail).toMatch(/moving to another server/);
    expect([read.status, status]).toEqual([200, 200]);
    const texts = await textsOf(front.url, conversationId, bob);
    expect(texts).toEqual(numbered(device.written()));
    device.close();
  });
});

const accountOf = ({ username, password }: TestUser): Account => ({ username, password });

/** With the password that the move has given to somebody who had signed in to the stage. */
const renewed = ({ username }: TestUser, file: string): Account => {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.find((one) => one.startsWith(`"${username}",`)) ?? expect.fail('no password');
  return { username, password: line.slice(line.indexOf(',') + 1) };
};
