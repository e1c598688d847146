import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCapability } from '../support/capabilities.ts';
import { makeClient, type TestUser } from '../support/client.ts';
import { openHome } from '../support/home.ts';
import { makePhones } from '../support/push-service/phones.ts';
import { readPlace } from '../support/push-service/place.ts';
import { type PushService, startPushService } from '../support/push-service/push-service.ts';
import { makeSessions } from '../support/sessions.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);
const { signIn } = makeSessions(client, home);
const place = process.env['PARLEY_PUSH_PLACE'];
const hasService = hasCapability(
  'e2e: notifications',
  place ? null : 'functions of AWS reach no push service of tests: npm run test:ministack',
);

let service: PushService;
let phones: ReturnType<typeof makePhones>;

describe.runIf(hasService)('notifications', () => {
  beforeAll(async () => {
    service = await startPushService(readPlace(place ?? ''));
    phones = makePhones(client, service);
  });
  afterAll(async () => {
    await service.close();
    expect(service.faults).toEqual([]);
  });

  describe('a message to somebody without an active page', () => {
    test('reaches the push service with name, text, address and number of unread messages', async () => {
      const { ada, bob, phone } = await phones.people();

      const { conversation_id } = await phones.write(ada, bob, 'Are you there?');

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

    test('shows what the preview setting of the device allows, in its language', async () => {
      const { ada, bob } = await client.pair();
      const phone = await phones.subscribe(bob.token, { preview: 'name', language: 'de' });

      await phones.write(ada, bob, 'Secret');

      const [first] = await phone.getting(1);
      expect(first?.payload.notification).toMatchObject({
        title: ada.username,
        body: 'Neue Nachricht',
        lang: 'de',
      });
    });

    test('is sent without sound in the quiet hours of the device', async () => {
      const { ada, bob } = await client.pair();
      const hourUtc = (hours: number): string =>
        new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
      const quiet_hours = { from: hourUtc(-1), to: hourUtc(1), time_zone: 'Etc/UTC' };
      const phone = await phones.subscribe(bob.token, { quiet_hours });
      const muted = await phones.subscribe((await signIn(bob)).token, { sound: false });

      await phones.write(ada, bob, 'Later is fine');

      const [first] = await muted.getting(1);
      expect(first).toMatchObject({ urgency: 'high', payload: { notification: { silent: true } } });
      const [other] = await phone.getting(1);
      expect(other).toMatchObject({
        urgency: 'normal',
        payload: { notification: { silent: true } },
      });
    });

    test.each([
      [{ from: '22:00', to: '22:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.to'],
      [{ from: '24:00', to: '07:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.from'],
      [{ from: '22:00', to: '7:00', time_zone: 'Europe/Berlin' }, 'body.quiet_hours.to'],
      [{ from: '22:00', to: '07:00', time_zone: 'Mars/Olympus' }, 'body.quiet_hours.time_zone'],
      [{ from: '22:00', to: '07:00', time_zone: '+02:00' }, 'body.quiet_hours.time_zone'],
      [{ from: '22:00', to: '07:00' }, 'body.quiet_hours.time_zone'],
    ])(
      'is not affected by the invalid quiet hours %j, which are refused',
      async (quiet_hours, path) => {
        const { token } = await client.register();
        const device = service.createDevice('');
        const json = { ...device.subscription, origin: 'https://chat.example', quiet_hours };
        const answer = await client.call('PUT', '/push/subscription', { token, json });
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
      },
    );

    test('is not sent to a device while its page is active, and is sent afterwards', async () => {
      const { ada, bob, phone } = await phones.people();
      const socket = await openSocket(`${home.socketUrl}?token=${bob.token}`);
      const say = async (visible: boolean) => {
        const pongs = () => socket.frames.filter(({ type }) => type === 'pong').length;
        const before = pongs();
        socket.send({ action: 'ping', visible });
        await expect.poll(pongs).toBe(before + 1);
      };
      const tablet = await phones.subscribe((await signIn(bob)).token);
      await say(true);
      await phones.write(ada, bob, 'Seen at once');
      // Both devices are decided about together.
      await tablet.getting(1);
      await say(false);
      await phones.write(ada, bob, 'In the pocket');

      const [first] = await phone.getting(1);
      expect(first?.payload.notification.body).toBe('In the pocket');
      expect(phone.requests).toBe(1);
      await socket.close();
    });

    test('is sent neither to the sender nor to a session that has ended', async () => {
      const { ada, bob, phone } = await phones.people();
      const own = await phones.subscribe(ada.token);
      const tablet = await signIn(bob);
      const other = await phones.subscribe(tablet.token);
      await client.call('POST', '/auth/logout', { json: { refresh_token: tablet.refreshToken } });

      await phones.write(ada, bob, 'Hello');

      await phone.getting(1);
      expect([own.requests, other.requests]).toEqual([0, 0]);
    });

    test('is sent to a browser once, although another user has signed in there', async () => {
      const { ada, bob, phone } = await phones.people();
      const carol = await client.register();
      await client.send(carol, ada, 'Hello, Ada');
      const json = { ...phone.subscription, origin: 'https://chat.example' };
      await client.call('PUT', '/push/subscription', { token: carol.token, json });

      await phones.write(ada, bob, 'For Bob only');
      await phones.write(ada, carol, 'For Carol');

      const [first] = await phone.getting(1);
      expect(first?.payload.notification.body).toBe('For Carol');
      expect(phone.requests).toBe(1);
    });
  });

  describe('a push service', () => {
    test('gets the next attempt after its Retry-After, or soon if it failed', async () => {
      const { ada, bob, phone } = await phones.people();
      phone.replies.push({ status: 429, retryAfter: '3' }, 503);
      const before = Date.now();

      await phones.write(ada, bob, 'Patience');

      const [first] = await phone.getting(1);
      expect(phone.requests).toBe(3);
      expect((first?.at ?? 0) - before).toBeGreaterThanOrEqual(3_000);
    });

    test('gets the same topic again if its answer was lost', async () => {
      const { ada, bob, phone } = await phones.people();
      phone.replies.push('lost');

      await phones.write(ada, bob, 'Twice at most');

      const [first, second] = await phone.getting(2);
      expect(second?.topic).toBe(first?.topic);
      expect(second?.payload).toEqual(first?.payload);
    });

    test.each([404, 410])('that answers %i gets nothing more for this device', async (status) => {
      const { ada, bob, phone } = await phones.people();
      phone.replies.push(status);
      await phones.write(ada, bob, 'One');
      await expect.poll(() => phone.requests).toBe(1);
      const other = await phones.subscribe((await signIn(bob)).token);

      await phones.write(ada, bob, 'Two');

      await other.getting(1);
      expect(phone.requests).toBe(1);
    });
  });

  test('nothing is sent again after the message was read, deleted, deleted for oneself, cleared or muted, its sender blocked, or the session ended', async () => {
    type Sent = { ada: TestUser; bob: TestUser; id: string; conversation: string };
    type Method = Parameters<typeof client.call>[0];
    const as = ({ token }: TestUser, method: Method, path: string, json?: object) =>
      client.call(method, path, { token, ...(json && { json }) });
    const at = ({ conversation }: Sent, part: string) => `/conversations/${conversation}/${part}`;
    const meanwhile: Record<string, (sent: Sent) => Promise<unknown>> = {
      read: (sent) => as(sent.bob, 'POST', at(sent, 'read'), { seq: 1 }),
      deleted: ({ ada, id }) => as(ada, 'DELETE', `/messages/${id}`),
      'deleted for oneself': (sent) =>
        as(sent.bob, 'PATCH', at(sent, 'marks'), { hide: [sent.id] }),
      cleared: (sent) => as(sent.bob, 'PATCH', at(sent, 'marks'), { cleared_seq: 1 }),
      muted: (sent) => as(sent.bob, 'PATCH', at(sent, 'me'), { muted_until: 'forever' }),
      blocked: ({ ada, bob }) => as(bob, 'PUT', `/users/${ada.id}/block`),
      'signed out': ({ bob }) =>
        client.call('POST', '/auth/logout', { json: { refresh_token: bob.refreshToken } }),
      nothing: async () => undefined,
    };
    const all = await Promise.all(
      Object.keys(meanwhile).map(async (name) => ({ name, ...(await phones.people()) })),
    );

    for (const { name, ada, bob, phone } of all) {
      // The last one is due long after the others.
      phone.replies.push({ status: 429, retryAfter: name === 'nothing' ? '10' : '4' });
      const { id, conversation_id } = await phones.write(ada, bob, 'Later');
      await expect.poll(() => phone.requests).toBe(1);
      await meanwhile[name]?.({ ada, bob, id, conversation: conversation_id });
    }

    await all.at(-1)?.phone.getting(1);
    expect(all.map(({ name, phone }) => [name, phone.requests])).toEqual([
      ['read', 1],
      ['deleted', 1],
      ['deleted for oneself', 1],
      ['cleared', 1],
      ['muted', 1],
      ['blocked', 1],
      ['signed out', 1],
      ['nothing', 2],
    ]);
  });

  test('a test notification reports the push service’s answer', async () => {
    const { bob, phone } = await phones.people();
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
