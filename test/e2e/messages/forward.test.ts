import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openUploadScene, picture, type UploadScene } from '../../support/attachments.ts';
import type { TestUser } from '../../support/client.ts';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploadScene();
});

const bytesAt = async (url: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(url)).arrayBuffer());

describe('a file', () => {
  test('can be forwarded: its reader gets a copy, once for each client_id, that outlives it', async () => {
    const { uploads, client, ada, bob, eve, conversationId } = scene;
    const file = picture();
    const id = await uploads.attach(ada, file);
    const path = `/conversations/${conversationId}/messages`;
    const sent = await client.call('POST', path, {
      token: ada.token,
      json: { attachment_ids: [id] },
    });
    const copy = (user: TestUser, client_id: string) =>
      client.call('POST', `/attachments/${id}/copy`, { token: user.token, json: { client_id } });
    const clientId = randomUUID();

    const first = await copy(bob, clientId);
    const again = await copy(bob, clientId);
    const other = await copy(ada, clientId);
    expect((await copy(eve, clientId)).status).toBe(404);

    expect([first.status, again.status, other.status]).toEqual([200, 200, 200]);
    expect(first.body).toEqual({ ...sent.body.attachments[0], id: first.body.id });
    expect(again.body).toEqual(first.body);
    expect(new Set([id, first.body.id, other.body.id]).size).toBe(3);
    const json = { attachment_ids: [first.body.id], forwarded: true, content: 'Look at this.' };
    const forwarded = await client.call('POST', path, { token: bob.token, json });
    expect([forwarded.status, forwarded.body.forwarded]).toEqual([201, true]);
    expect(sent.body).not.toHaveProperty('forwarded');

    await client.call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });
    expect((await copy(bob, randomUUID())).status).toBe(404);
    expect((await copy(bob, clientId)).body).toEqual(first.body);
    const { body } = await uploads.get(ada, first.body.id);
    expect(await bytesAt(body.url)).toEqual(Buffer.from(file.bytes));
  });
});
