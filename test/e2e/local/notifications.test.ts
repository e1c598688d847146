import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient, type TestUser } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { startPushService } from '../../support/push-service/push-service.ts';
import { bearer, makeSessions } from '../../support/sessions.ts';
import { openSocket } from '../../support/socket.ts';

const folder = newDataFolder();
const certFile = join(folder.path, 'push.crt');
const contact = 'mailto:operator@parley.example';
let service: Awaited<ReturnType<typeof startPushService>>;
let parley: ParleyProcess;
let client: Client;

const start = () =>
  startParley(
    [
      ...['--data', join(folder.path, 'data'), '--api-only'],
      ...['--push-contact', contact, '--push-service', service.origin],
    ],
    { env: { NODE_EXTRA_CA_CERTS: certFile } },
  );
beforeAll(async () => {
  service = await startPushService(certFile, contact);
  parley = await start();
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  await service.close();
  folder.remove();
  expect(service.faults).toEqual([]);
});

const keyOf = async (token: string): Promise<string> =>
  (await client.call('GET', '/push/key', bearer(token))).body.key;

/** A device of this session that has subscribed. */
const subscribe = async (token: string, more: Record<string, unknown> = {}) => {
  const device = service.createDevice(await keyOf(token));
  const json = { ...device.subscription, origin: 'https://chat.example', ...more };
  const { status } = await client.call('PUT', '/push/subscription', { token, json });
  expect(status).toBe(204);
  return device;
};

/** Another session of the same person. */
const signIn = (user: TestUser) =>
  makeSessions(client, { url: parley.url, socketUrl: '' }).signIn(user);

/** Ada and Bob, whose phone has subscribed. */
const people = async () => {
  const { ada, bob } = await client.pair();
  return { ada, bob, phone: await subscribe(bob.token) };
};
const write = async (from: TestUser, to: TestUser, text: string) => {
  const { body } = await client.send(from, to, text);
  return body as { id: string; conversation_id: string; seq: number };
};

describe('a message to somebody who does not look', () => {
  test('is at the push service with name, text, address and unread total', async () => {
    const { ada, bob, phone } = await people();

    const { conversation_id } = await write(ada, bob, 'Are you there?');

    const [first] = await phone.getting(1);
    expect(first?.topic).toBe(conversation_id.replaceAll('-', ''));
    expect(first?.payload).toMatchObject({
      web_push: 8030,
      notification: {
        title: ada.username,
        body: 'Are you there?',
        navigate: `https://chat.example/c/${conversation_id}`,
        tag: conversation_id,
      },
      app_badge: 1,
    });
  });

  test('shows as much as the device wants, in its language', async () => {
    const { ada, bob } = await client.pair();
    const phone = await subscribe(bob.token, { preview: 'name', language: 'de' });

    await write(ada, bob, 'Secret');

    const [first] = await phone.getting(1);
    expect(first?.payload.notification).toMatchObject({
      title: ada.username,
      body: 'Neue Nachricht',
      lang: 'de',
    });
  });

  test('is silent in the quiet hours of the device, and sent all the same', async () => {
    const { ada, bob } = await client.pair();
    const hourUtc = (hours: number): string =>
      new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const quiet_hours = { from: hourUtc(-1), to: hourUtc(1), time_zone: 'Etc/UTC' };
    const phone = await subscribe(bob.token, { quiet_hours });
    const muted = await subscribe((await signIn(bob)).token, { sound: false });

    await write(ada, bob, 'Later is fine');

    const [first] = await muted.getting(1);
    expect(first).toMatchObject({ urgency: 'high', payload: { notification: { silent: true } } });
    const [other] = await phone.getting(1);
    expect(other).toMatchObject({ urgency: 'normal', payload: { notification: { silent: true } } });
  });

  test.each([
    [{ from: '22:00', to: '22:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.to'],
    [{ from: '24:00', to: '07:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.from'],
    [{ from: '22:00', to: '7:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.to'],
    [{ from: '22:00', to: '07:00', time_zone: 'Mars/Olympus' }, 'body.quiet_hours.time_zone'],
    [{ from: '22:00', to: '07:00', time_zone: '+02:00' }, 'body.quiet_hours.time_zone'],
    [{ from: '22:00', to: '07:00' }, 'body.quiet_hours.time_zone'],
  ])('cannot have quiet hours %j', async (quiet_hours, path) => {
    const { token } = await client.register();
    const device = service.createDevice(await keyOf(token));
    const json = { ...device.subscription, origin: 'https://chat.example', quiet_hours };
    const answer = await client.call('PUT', '/push/subscription', { token, json });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test('does not reach a device whose page is looked at, until it is not', async () => {
    const { ada, bob, phone } = await people();
    const socket = await openSocket(`${parley.url.replace(/^http/, 'ws')}/ws?token=${bob.token}`);
    const say = async (visible: boolean) => {
      const pongs = socket.frames.filter(({ type }) => type === 'pong').length;
      socket.send({ action: 'ping', visible });
      await expect
        .poll(() => socket.frames.filter(({ type }) => type === 'pong').length)
        .toBe(pongs + 1);
    };
    const tablet = await subscribe((await signIn(bob)).token);
    await say(true);
    await write(ada, bob, 'Seen at once');
    // The server decides about both devices together.
    await tablet.getting(1);
    await say(false);
    await write(ada, bob, 'In the pocket');

    const [first] = await phone.getting(1);
    expect(first?.payload.notification.body).toBe('In the pocket');
    expect(phone.requests).toBe(1);
    await socket.close();
  });

  test('reaches nobody of whom it is not: not the sender, nor a session that has ended', async () => {
    const { ada, bob, phone } = await people();
    const own = await subscribe(ada.token);
    const tablet = await signIn(bob);
    const other = await subscribe(tablet.token);
    await client.call('POST', '/auth/logout', {
      json: { refresh_token: tablet.refreshToken },
    });

    await write(ada, bob, 'Hello');

    await phone.getting(1);
    expect([own.requests, other.requests]).toEqual([0, 0]);
  });

  test('reaches a browser once, though another user has signed in there', async () => {
    const { ada, bob, phone } = await people();
    const carol = await client.register();
    const json = { ...phone.subscription, origin: 'https://chat.example' };
    await client.call('PUT', '/push/subscription', { token: carol.token, json });

    await write(ada, bob, 'For Bob only');
    await write(ada, carol, 'For Carol');

    const [first] = await phone.getting(1);
    expect(first?.payload.notification.body).toBe('For Carol');
    expect(phone.requests).toBe(1);
  });
});

describe('a push service', () => {
  test('that asks to wait is asked again then; one that fails, soon', async () => {
    const { ada, bob, phone } = await people();
    phone.replies.push({ status: 429, retryAfter: '3' }, 503);
    const before = Date.now();

    await write(ada, bob, 'Patience');

    const [first] = await phone.getting(1);
    expect(phone.requests).toBe(3);
    expect((first?.at ?? 0) - before).toBeGreaterThanOrEqual(3_000);
  });

  test.each([404, 410])('that answers %i gets nothing more for this device', async (status) => {
    const { ada, bob, phone } = await people();
    phone.replies.push(status);
    await write(ada, bob, 'One');
    await expect.poll(() => phone.requests).toBe(1);
    const other = await subscribe((await signIn(bob)).token);

    await write(ada, bob, 'Two');

    await other.getting(1);
    expect(phone.requests).toBe(1);
  });

  test('gets what was due when Parley was killed, once it runs again', async () => {
    const { ada, bob, phone } = await people();
    phone.replies.push('nothing');
    await write(ada, bob, 'Do not lose me');
    await expect.poll(() => phone.requests).toBe(1);

    await parley.kill();
    parley = await start();
    client = makeClient(parley.url);

    const [first] = await phone.getting(1);
    expect(first?.payload.notification.body).toBe('Do not lose me');
  });
});

describe('the test notification', () => {
  test('reports what the push service answered', async () => {
    const { bob, phone } = await people();
    const ask = () => client.call('POST', '/push/subscription/test', { token: bob.token });

    expect((await ask()).body).toEqual({ outcome: 'accepted' });
    phone.replies.push(413);
    expect((await ask()).body).toEqual({ outcome: 'refused' });
    phone.replies.push(503);
    expect((await ask()).body).toEqual({ outcome: 'busy' });
    phone.replies.push(410);
    expect((await ask()).body).toEqual({ outcome: 'gone' });
    expect(await ask()).toMatchObject({ status: 404, body: { code: 'subscription_not_found' } });
  });
});

test('no endpoint, key or text is in the log', async () => {
  const { ada, bob, phone } = await people();
  phone.replies.push(503);
  await write(ada, bob, 'Words of nobody else');
  await phone.getting(1);

  const log = parley.output();
  expect(log).not.toContain('Words of nobody else');
  expect(log).not.toContain(phone.subscription.endpoint);
  expect(log).not.toContain(phone.subscription.keys.auth);
});
