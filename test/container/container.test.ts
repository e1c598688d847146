import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient, password } from '../support/client.ts';
import { prepareBaseImages } from '../support/container/base-images.ts';
import { type Engine, startEngine } from '../support/container/engine.ts';
import { oldAnswers, writeOldData } from '../support/old-data/old-data-folder.ts';
import { freePort } from '../support/processes.ts';

const image = 'parley:suite';
const maxMegabytes = 250;
/** As in compose.yaml. */
const hardening = ['--init', '--read-only', '--tmpfs=/tmp', '--cap-drop=ALL'];
const privileges = '--security-opt=no-new-privileges:true';

let engine: Engine;
const volumes: string[] = [];
const containers: string[] = [];

beforeAll(async () => {
  engine = await startEngine();
  console.log(`base images: ${await prepareBaseImages(engine)}`);
  await engine.docker('build', '--network=host', '--tag', image, '.');
}, 1_800_000);
afterEach(async () => {
  for (const container of containers.splice(0)) await engine.docker('rm', '--force', container);
  for (const volume of volumes.splice(0)) await engine.docker('volume', 'rm', volume);
});
afterAll(async () => {
  await engine?.docker('image', 'rm', '--force', image);
  await engine?.stop();
}, 600_000);

const newVolume = async (): Promise<string> => {
  const volume = await engine.docker('volume', 'create');
  volumes.push(volume);
  return volume;
};

const inspect = (kind: 'image' | 'container', name: string, format: string): Promise<string> =>
  engine.docker(kind, 'inspect', '--format', format, name);

interface Running {
  readonly name: string;
  readonly url: string;
  readonly client: Client;
}

const untilReady = async (name: string): Promise<void> => {
  await expect
    .poll(() => engine.logs(name), { timeout: 120_000, interval: 200 })
    .toMatch(/Parley is ready at/);
};

const run = async (volume: string, port: number): Promise<string> => {
  const command = ['run', '--detach', '--network=host', `--volume=${volume}:/data`, ...hardening];
  const listens = [`--env=PORT=${port}`, '--health-interval=1s', privileges];
  const name = await engine.docker(...command, ...listens, image, '--host=127.0.0.1');
  containers.push(name);
  return name;
};

const start = async (volume: string): Promise<Running> => {
  const port = await freePort();
  const name = await run(volume, port);
  await untilReady(name);
  const url = `http://127.0.0.1:${port}`;
  return { name, url, client: makeClient(url) };
};

const textsOf = async ({ call }: Client, token: string, id: string): Promise<string[]> => {
  const { body } = await call('GET', `/conversations/${id}/messages`, { token });
  return body.items.map(({ content }: { content: string }) => content);
};

const signIn = async ({ call }: Client, username: string): Promise<string> =>
  (await call('POST', '/auth/token', { json: { username, password } })).body.access_token;

describe('the image', () => {
  test(`takes at most ${maxMegabytes} MB`, async () => {
    const megabytes = Number(await inspect('image', image, '{{.Size}}')) / 1_000_000;
    const base = Number(await inspect('image', 'debian:bookworm-slim', '{{.Size}}')) / 1_000_000;
    console.log(`image: ${megabytes.toFixed(0)} MB, ${base.toFixed(0)} MB of them Debian`);
    expect(megabytes).toBeLessThanOrEqual(maxMegabytes);
  });

  test('runs as a user without rights, who may write to /data only', async () => {
    const asked =
      'id -un; touch /data/x && echo data; touch /parley/x /usr/x 2>/dev/null || echo no';
    const printed = await engine.docker('run', '--rm', '--entrypoint=sh', image, '-c', asked);

    expect(await inspect('image', image, '{{.Config.User}}')).toBe('parley');
    expect(printed.split('\n')).toEqual(['parley', 'data', 'no']);
  });

  test('has no package that only development needs, and no npm', async () => {
    const asked = 'ls node_modules; command -v npm npx yarn; ls web test 2>/dev/null; true';
    const printed = await engine.docker('run', '--rm', '--entrypoint=sh', image, '-c', asked);
    const names = printed.split('\n');

    expect(names).toContain('zod');
    for (const name of ['aws-cdk', 'vite', 'vitest', 'typescript', 'esbuild', 'react']) {
      expect(names).not.toContain(name);
    }
    expect(names.filter((name) => name.includes('/'))).toEqual([]);
  });
});

describe('a container', () => {
  test('serves site and API, becomes healthy, and runs the commands of operators', async () => {
    const { name, url, client } = await start(await newVolume());
    const ada = await client.register();
    const page = await fetch(url);
    const listed = await engine.docker('exec', name, 'node', '--run', 'users', '--', 'list');
    const saved = await engine.docker(
      ...['exec', name, 'node', '--run', 'backup', '--', '--to', '/data/backup'],
    );

    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    expect(listed).toContain(ada.username);
    expect(saved).toContain('1 users');
    const health = () => inspect('container', name, '{{.State.Health.Status}}');
    await expect.poll(health, { timeout: 60_000, interval: 500 }).toBe('healthy');
  });

  test('loses no message when it is killed, and stops cleanly', async () => {
    const { name, client } = await start(await newVolume());
    const [ada, bob] = [await client.register(), await client.register()];
    const json = { receiver_id: bob.id, text: 'Before the end' };
    const sent = await client.call('POST', '/messages', { token: ada.token, json });
    const opened = await client.call('POST', '/conversations', {
      token: ada.token,
      json: { peer_id: bob.id },
    });
    await engine.docker('kill', name);
    await engine.docker('start', name);
    await expect
      .poll(() => engine.logs(name).split('Parley is ready at').length, { timeout: 60_000 })
      .toBe(3);
    const texts = await textsOf(client, await signIn(client, bob.username), opened.body.id);
    await engine.docker('stop', '--time=30', name);

    expect([sent.status, texts]).toEqual([201, ['Before the end']]);
    expect(await inspect('container', name, '{{.State.ExitCode}}')).toBe('0');
  });

  test('refuses a volume that another container uses', async () => {
    const volume = await newVolume();
    await start(volume);
    const second = await run(volume, await freePort());

    expect(await engine.docker('wait', second)).toBe('1');
    expect(engine.logs(second)).toContain('another Parley is running on /data');
  });

  test('upgrades the volume of version 0.1.0: everything is there', async () => {
    const volume = await newVolume();
    const folder = mkdtempSync(join(tmpdir(), 'parley-'));
    writeOldData(folder);
    await engine.docker(
      ...['run', '--rm', '--user=root', `--volume=${volume}:/data`, `--volume=${folder}:/old:ro`],
      ...['--entrypoint=sh', image, '-c', 'cp -r /old/. /data && chown -R parley:parley /data'],
    );
    rmSync(folder, { recursive: true });
    const { client } = await start(volume);
    const token = await signIn(client, 'ada.l');
    const { body } = await client.call(
      'GET',
      `/conversations/${oldAnswers.conversationId}/messages`,
      { token },
    );
    const contents = (items: readonly { content?: unknown }[]) =>
      items.map(({ content }) => content);

    expect(contents(body.items)).toEqual(contents(oldAnswers.messages.items));
  });
});
