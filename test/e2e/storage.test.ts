import { beforeAll, expect, test, vi } from 'vitest';
import { note, openUploadScene, type UploadScene } from '../support/attachments.ts';
import type { TestUser } from '../support/client.ts';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploadScene();
});

const storageOf = async (user: TestUser) => {
  const { status, body } = await scene.client.call('GET', '/users/me/storage', {
    token: user.token,
  });
  expect(status).toBe(200);
  return body as { used_bytes: number; limit_bytes: number };
};
/** On AWS the space is released a moment after the bytes are deleted. */
const untilUsed = (user: TestUser, bytes: number): Promise<boolean> =>
  vi.waitUntil(async () => (await storageOf(user)).used_bytes === bytes, {
    timeout: 250_000,
    interval: 200,
  });

test('a file counts for its owner from its announcement until its message is deleted', async () => {
  const { client, uploads, ada, bob, post } = scene;
  const file = note('x'.repeat(3_000));
  const before = await storageOf(ada);

  const created = await uploads.create(ada, file);
  const announced = await storageOf(ada);
  const id = await uploads.attach(ada, note('y'.repeat(2_000)));
  const sent = await post({ attachment_ids: [id] });
  const whenSent = await storageOf(ada);
  const gone = await client.call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });

  expect([created.status, sent.status, gone.status]).toEqual([201, 201, 204]);
  expect(before.limit_bytes).toBeGreaterThan(0);
  expect(announced).toEqual({ ...before, used_bytes: before.used_bytes + 3_000 });
  expect(whenSent.used_bytes).toBe(before.used_bytes + 5_000);
  await untilUsed(ada, before.used_bytes + 3_000);
  expect((await storageOf(bob)).used_bytes).toBe(0);
});

test('files sent with a message count, and those of a refused message do not', async () => {
  const { uploads, ada, bob, conversationId } = scene;
  const before = await storageOf(bob);

  const sent = await uploads.post(bob, conversationId, {}, [note('x'.repeat(500)), note('ok')]);
  const refused = await uploads.post(bob, conversationId, {}, [
    { filename: 'a.png', mime: 'image/png', bytes: note('no picture').bytes },
  ]);

  expect([sent.status, refused.status]).toEqual([201, 422]);
  await untilUsed(bob, before.used_bytes + 502);
  expect((await storageOf(ada)).used_bytes).toBeGreaterThan(0);
});

test('an upload that is refused at completion stops counting', async () => {
  const { uploads, eve } = scene;
  const created = await uploads.create(eve, note('never uploaded'));
  const announced = await storageOf(eve);

  const { status } = await uploads.complete(eve, created.body.id);

  expect([announced.used_bytes, status]).toEqual([14, 422]);
  await untilUsed(eve, 0);
});

test('a request without a token is refused', async () => {
  expect((await scene.client.call('GET', '/users/me/storage')).status).toBe(401);
});
