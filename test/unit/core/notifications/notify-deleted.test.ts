import { beforeEach, describe, expect, test } from 'vitest';
import { notifyScene } from '#test/support/scenes/notify-scene.ts';

let scene: Awaited<ReturnType<typeof notifyScene>>;
beforeEach(async () => {
  scene = await notifyScene();
});

describe('instead of a message that was deleted before its announcement', () => {
  test('the message before it is announced', async () => {
    const { write, notify, notified, deleteAs, ada, sent } = scene;
    const first = await write('First');
    const second = await write('Second');
    expect(await notify(first)).toBeNull();
    expect(notified()).toEqual([]);
    await deleteAs(ada, second);

    await notify(second);

    expect(sent.map(({ to }) => to.sessionId).sort()).toEqual(['laptop', 'phone']);
    const [one] = sent;
    expect(one?.push.payload).toContain('"app_badge":1');
  });

  test('nothing is announced that the receiver has read or answered', async () => {
    const { write, notify, notified, deleteAs, readAs, ada, bob } = scene;
    const read = await write('First');
    await readAs(bob, read);
    const gone = await write('Second');
    await deleteAs(ada, gone);
    await notify(gone);
    expect(notified()).toEqual([]);

    await write('Third');
    await write('An answer', true);
    const last = await write('Fourth');
    await deleteAs(ada, last);
    await notify(last);
    expect(notified()).toEqual([]);
  });
});
