import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { forever } from '#core/domain/member-settings.ts';
import type { WebPush } from '#core/ports/web-push.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import { aCaller, aConnection } from '#test/support/builders.ts';
import { notifyScene } from '#test/support/scenes/notify-scene.ts';

let scene: Awaited<ReturnType<typeof notifyScene>>;
beforeEach(async () => {
  scene = await notifyScene();
});

const stays = (now: number) => ({ storedAt: now, expiresAt: now + 86_400_000 });
const shown = ({ push }: { push: WebPush }) => {
  const { notification, ...rest } = JSON.parse(push.payload);
  return { ...notification, ...rest };
};

describe('a notification', () => {
  test('is sent to each device, with the content that its preview setting allows', async () => {
    const { write, notify, sent, conversation, ada } = scene;

    expect(await notify(await write('Hello, Bob'))).toBeNull();

    const [one, other] = sent.sort((a, b) => (a.to.sessionId < b.to.sessionId ? -1 : 1));
    if (!one || !other) throw new Error('two devices');
    expect(shown(one)).toMatchObject({ title: ada.username, body: 'New message' });
    expect(shown(other)).toEqual({
      web_push: 8030,
      title: ada.username,
      body: 'Hello, Bob',
      lang: 'en',
      dir: 'auto',
      navigate: `https://chat.example/c/${conversation.id}`,
      tag: conversation.id,
      silent: false,
      data: { seq: 1, user_id: scene.bob.id, unread: [conversation.id.slice(0, 8)] },
      app_badge: 1,
    });
    expect(other.push).toMatchObject({
      topic: conversation.id.replaceAll('-', ''),
      ttlSeconds: 48 * 3_600,
      urgency: 'high',
    });
    expect(other.push.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
  });

  test('without a preview has only a general text, in the language of the device', async () => {
    const { deps, phone, write, notify, sent } = scene;
    await deps.subscriptions.put({ ...phone, preview: 'none', language: 'de' });

    await notify(await write('Secret'));

    const one = sent.find(({ to }) => to.sessionId === 'phone');
    expect(one && shown(one)).toMatchObject({ title: 'Parley', body: 'Neue Nachricht' });
    expect(one?.push.payload).not.toContain('Secret');
  });

  test('is without sound in quiet hours, and where the device has turned sound off', async () => {
    const { deps, phone, laptop, write, notify, sent, clock } = scene;
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    const ofDevice = (device: string) => {
      const one = sent.find(({ to }) => to.sessionId === device);
      return one && { silent: shown(one).silent, urgency: one.push.urgency };
    };
    clock.advance(Date.parse('2030-01-15T23:00:00+01:00') - clock.now());
    await deps.subscriptions.put({ ...phone, quietHours, ...stays(clock.now()) });
    await deps.subscriptions.put({ ...laptop, sound: false, ...stays(clock.now()) });

    await notify(await write('Late'));
    expect(ofDevice('phone')).toEqual({ silent: true, urgency: 'normal' });
    expect(ofDevice('laptop')).toEqual({ silent: true, urgency: 'high' });

    sent.splice(0);
    clock.advance(8 * 3_600_000);
    await notify(await write('Early'));
    expect(ofDevice('phone')).toEqual({ silent: false, urgency: 'high' });
    expect(ofDevice('laptop')).toEqual({ silent: true, urgency: 'high' });
  });

  test('fits into the limit, for any length and any characters of the text', async () => {
    const { write, notify, sent } = scene;
    for (const text of [
      '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'.repeat(200),
      '"\\'.repeat(2_000),
    ]) {
      await notify(await write(text));
    }
    for (const { push } of sent) {
      expect(Buffer.byteLength(push.payload)).toBeLessThanOrEqual(limits.webPush.payloadBytes);
    }
    expect(sent).toHaveLength(4);
  });
});

describe('nobody gets a notification', () => {
  test('of a message that they have read, or that the sender has deleted', async () => {
    const { write, notify, notified, conversation, deps, bob } = scene;
    const seq = await write('Hello.');
    await scene.readAs(bob, seq);
    await notify(seq);
    expect(notified()).toEqual([]);

    const next = await write('Oops.');
    await scene.deleteAs(scene.ada, next);
    await notify(next);

    expect(notified()).toEqual([]);
    expect((await deps.conversations.get(conversation.id))?.seq).toBeGreaterThan(next);
  });

  test('on a device whose page is active, or whose session has ended', async () => {
    const { deps, bob, write, notify, notified } = scene;
    const socket = aConnection({ userId: bob.id, sessionId: 'laptop', isVisible: true });
    await deps.connections.add(socket);
    await notify(await write('One.'));
    expect(notified()).toEqual(['phone']);

    await deps.connections.setVisible(socket.id, false);
    await deps.users.rejectSessions(bob.id, ['phone'], scene.clock.now());
    await notify(await write('Two.'));

    expect(notified()).toEqual(['laptop']);
  });

  test('from a blocked user, of notes to oneself, or for a deactivated account', async () => {
    const { deps, ada, bob, write, notify, notified } = scene;
    const seq = await write('Hello.');
    await deps.blocks.block(bob.id, ada.id);
    await notify(seq);
    await deps.blocks.unblock(bob.id, ada.id);
    await deps.users.deactivate(bob.id, scene.clock.now());
    await notify(seq);

    expect(notified()).toEqual([]);
  });

  test('of a message that was sent while the conversation was muted, even after the mute has ended', async () => {
    const { write, notify, notified, deps, bob, conversation, clock } = scene;
    const mute = (mutedUntil: number | null) =>
      makeUpdateSettings(deps)(aCaller({ userId: bob.id }), {
        conversationId: conversation.id,
        mutedUntil,
      });
    await mute(clock.now() + 1_000);
    const muted = await write('Muted.');
    await notify(muted);
    clock.advance(1_000);
    await notify(muted);
    expect(notified()).toEqual([]);

    const after = await write('Not muted.');
    await notify(after);
    expect(notified()).toEqual(['laptop', 'phone']);
    await mute(forever);
    await notify(after);
    expect(notified()).toEqual([]);
    await mute(null);
    await notify(after);
    expect(notified()).toEqual(['laptop', 'phone']);
  });

  test('of a message that does not exist', async () => {
    const { notify, notified } = scene;
    await notify(99);
    expect(notified()).toEqual([]);
  });
});

describe('of several messages,', () => {
  test('the latest of a sender announces the conversation', async () => {
    const { write, notify, notified } = scene;
    const [first, second] = [await write('One.'), await write('Two.')];
    await notify(first);
    expect(notified()).toEqual([]);
    await notify(second);
    expect(notified()).toEqual(['laptop', 'phone']);
  });

  test('one that crossed an answer is announced, too', async () => {
    const { write, notify, notified, sent } = scene;
    const first = await write('Are you there?');
    await write('I was just going to write to you', true);

    await notify(first);

    const one = sent.find(({ to }) => to.sessionId === 'phone');
    expect(one && shown(one).body).toBe('Are you there?');
    expect(notified()).toEqual(['laptop', 'phone']);
  });

  test('an earlier one is announced if the later one was deleted', async () => {
    const { write, notify, notified } = scene;
    const first = await write('One.');
    await scene.deleteAs(scene.ada, await write('Two.'));

    await notify(first);

    expect(notified()).toEqual(['laptop', 'phone']);
  });
});

describe('a push service', () => {
  test('that is busy gets a retry for its devices only, after the time that it names', async () => {
    const { write, notify, notified, outcomes } = scene;
    outcomes.set('phone', { kind: 'busy', retryAfterSeconds: 40 });
    const seq = await write('Hello.');

    expect(await notify(seq)).toEqual({ sessionIds: ['phone'], afterSeconds: 40 });
    expect(notified()).toEqual(['laptop', 'phone']);
    outcomes.set('phone', { kind: 'busy', retryAfterSeconds: null });
    expect(await notify(seq, { attempt: 3, only: ['phone'] })).toEqual({
      sessionIds: ['phone'],
      afterSeconds: 8,
    });
    outcomes.set('phone', { kind: 'busy', retryAfterSeconds: 86_400 });
    expect(await notify(seq, { attempt: 4, only: ['phone'] })).toMatchObject({
      afterSeconds: limits.webPush.longestWaitSeconds,
    });
    expect(notified()).toEqual(['phone', 'phone']);
    const last = { attempt: limits.webPush.attempts, only: ['phone'] };
    expect(await notify(seq, last)).toBeNull();
    expect(scene.refused).toEqual([{ service: 'updates.push.services.mozilla.com', status: null }]);
  });

  test('that no longer knows a device causes the end of its subscription', async () => {
    const { write, notify, outcomes, deps, bob, laptop } = scene;
    outcomes.set('phone', { kind: 'gone' });

    expect(await notify(await write('Hello.'))).toBeNull();

    expect(await deps.subscriptions.listByUser(bob.id)).toEqual([laptop]);
  });

  test('that refuses a notification is logged with its name and status, without the endpoint', async () => {
    const { write, notify, outcomes } = scene;
    outcomes.set('phone', { kind: 'refused', status: 413 });

    expect(await notify(await write('Hello.'))).toBeNull();

    expect(scene.refused).toEqual([{ service: 'updates.push.services.mozilla.com', status: 413 }]);
  });
});
