import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { type Answer, makeClient, type TestUser } from '../../support/client.ts';
import { openHome } from '../../support/home.ts';
import { openSocket } from '../../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);
let ada: TestUser;
let bob: TestUser;
let conversationId: string;

beforeAll(async () => {
  ({ ada, bob, conversationId } = await client.pair());
});

const inConversation = (json: object): Promise<Answer> =>
  client.call('POST', `/conversations/${conversationId}/messages`, { token: ada.token, json });

/** Every operation that stores a text. */
const ways: Readonly<Record<string, (text: string) => Promise<Answer>>> = {
  'a send to a user': (text) => client.send(ada, bob, text),
  'a send in a conversation': (content) => inConversation({ content }),
  'a form': (content) => {
    const body = [
      '--b',
      'content-disposition: form-data; name="content"',
      '',
      content,
      '--b--',
      '',
    ].join('\r\n');
    return client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      raw: { type: 'multipart/form-data; boundary=b', body },
    });
  },
  'an edit': async (content) => {
    const { body } = await client.send(ada, bob, 'before');
    const path = `/messages/${body.id}`;
    return client.call('PATCH', path, { token: ada.token, json: { content } });
  },
};

describe.each(Object.entries(ways))('%s', (_, write) => {
  test('is stored with LF line ends and without characters that reorder or hide text', async () => {
    const { body } = await write('one\r\ntwo\u2028three\u202efour\u200b\u2066 👩\u200d🚀');
    const stored = 'one\ntwo\nthreefour 👩\u200d🚀';

    expect([body.text, body.content]).toEqual([stored, stored]);
  });

  test.each([' ', '\u2800', '\u200b', '\u202e\u2029', '\u3164'])(
    'is refused if it is %j',
    async (text) => {
      const { status, body } = await write(text);

      expect([status, body.code]).toEqual([422, 'validation_failed']);
      expect(body.errors).toEqual([
        { path: expect.stringMatching(/^body\.(text|content)$/), message: expect.any(String) },
      ]);
    },
  );
});

test('a raw text that is sent again counts as the same request, and so does its stored form', async () => {
  const client_id = randomUUID();
  const first = await client.send(ada, bob, 'a\r\nb\u200b', { client_id });
  const again = await client.send(ada, bob, 'a\r\nb\u200b', { client_id });
  const stored = await client.send(ada, bob, 'a\nb', { client_id });
  const other = await client.send(ada, bob, 'a\n\nb', { client_id });

  expect([first.status, again.status, stored.status, other.status]).toEqual([201, 200, 200, 409]);
  expect(again.body.id).toBe(first.body.id);
});

test('a frame never exceeds its size limit, and has the whole text', async () => {
  const socket = await openSocket(`${home.socketUrl}?token=${bob.token}`);
  const longest = '🦋'.repeat(limits.message.maxLength);
  const { body } = await client.send(ada, bob, longest);
  const edited = '🐛'.repeat(limits.message.maxLength);
  await client.call('PATCH', `/messages/${body.id}`, {
    token: ada.token,
    json: { content: edited },
  });
  const frameOf = (wanted: string) =>
    socket.next(({ type, payload }) => type === wanted && payload.id === body.id);
  const frames = [await frameOf('message:new'), await frameOf('message:update')];

  expect(frames.map(({ payload }) => payload.content)).toEqual([longest, edited]);
  for (const frame of frames) {
    expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThanOrEqual(limits.socket.frameBytes);
  }
  await socket.close();
});
