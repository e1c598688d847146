import type { BrowserContext, Page } from '@playwright/test';
import { readPhoto } from '#test/support/photos/photos.ts';
import { makeClient, newName, password, type TestUser } from '../../support/client.ts';

export interface SceneFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export const photo = (name: string): SceneFile => ({
  name,
  type: 'image/jpeg',
  bytes: readPhoto('camera.jpg'),
});
export const pdf = (name: string): SceneFile => ({
  name,
  type: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF\n'),
});

/** Users and their messages, created over the API. */
export const makeScene = (siteUrl: string) => {
  const { call, register } = makeClient(siteUrl);

  const open = async (one: TestUser, other: TestUser): Promise<string> => {
    const json = { peer_id: other.id };
    const { body } = await call('POST', '/conversations', { token: one.token, json });
    return body.id;
  };
  /** Returns the message's id. */
  const say = async (from: TestUser, conversationId: string, json: object): Promise<string> => {
    const path = `/conversations/${conversationId}/messages`;
    const { status, body } = await call('POST', path, { token: from.token, json });
    if (status !== 201) throw new Error(`a send answered ${status}`);
    return body.id;
  };
  const show = async (
    from: TestUser,
    conversationId: string,
    files: readonly SceneFile[],
    content?: string,
  ): Promise<void> => {
    const form = new FormData();
    if (content !== undefined) form.set('content', content);
    for (const { bytes, name, type } of files) {
      form.append('files[]', new File([bytes], name, { type }));
    }
    const path = `/conversations/${conversationId}/messages`;
    const { status } = await call('POST', path, { token: from.token, form });
    if (status !== 201) throw new Error(`files were answered with ${status}`);
  };
  const change = (by: TestUser, messageId: string, content: string) =>
    call('PATCH', `/messages/${messageId}`, { token: by.token, json: { content } });
  const remove = (by: TestUser, messageId: string) =>
    call('DELETE', `/messages/${messageId}`, { token: by.token });

  const react = (by: TestUser, messageId: string, emoji: string) =>
    call('PUT', `/messages/${messageId}/reaction`, { token: by.token, json: { emoji } });

  return { call, register, open, say, show, change, remove, react };
};

/** Gives the browser this user's session. */
export const signIn = async (
  context: BrowserContext,
  siteUrl: string,
  { username }: Pick<TestUser, 'username'>,
): Promise<void> => {
  const answer = await context.request.post(`${siteUrl}/api/auth/token`, {
    headers: { 'x-parley-client': 'web', origin: siteUrl },
    data: { username, password },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
};

/** A user with conversations and messages of every kind. */
export const makeFullScene = async (siteUrl: string) => {
  const scene = makeScene(siteUrl);
  const { register, open, say, show, change, remove, react } = scene;
  const [ada, bob, eve, kim, lou] = await Promise.all(
    ['ada', 'bob', 'eve', 'kim', 'lou'].map((name) => register(newName(name))),
  );
  if (!ada || !bob || !eve || !kim || !lou) throw new Error('somebody is missing');
  const dialogId = await open(ada, bob);
  for (let n = 1; n <= 12; n++)
    await say(n % 3 ? ada : bob, dialogId, { content: `Old news ${n}` });
  const asked = await say(bob, dialogId, { content: 'Where do we meet?' });
  const answered = await say(ada, dialogId, { content: 'At the station', reply_to_id: asked });
  for (const [who, id, emoji] of [
    [ada, asked, '🙏'],
    [bob, answered, '👍'],
    [ada, answered, '👍'],
  ] as const)
    await react(who, id, emoji);
  const typo = await say(ada, dialogId, { content: 'By the clokc' });
  await change(ada, typo, 'By the clock');
  await remove(ada, await say(ada, dialogId, { content: 'Never mind' }));
  await say(bob, dialogId, { content: 'See https://example.org/trains and mail me@example.org' });
  await say(bob, dialogId, { content: '🎉' });
  await show(bob, dialogId, [photo('hall.jpg')]);
  await show(
    ada,
    dialogId,
    ['a', 'b', 'c', 'd', 'e'].map((name) => photo(`${name}.jpg`)),
  );
  await show(ada, dialogId, [pdf('timetable.pdf')], 'For the way');

  const withEve = await open(ada, eve);
  await remove(eve, await say(eve, withEve, { content: 'gone' }));
  await show(kim, await open(ada, kim), [photo('beach.jpg')]);
  await say(lou, await open(ada, lou), { content: 'Are you there?' });
  return { ...scene, ada, bob, eve, kim, lou, dialogId };
};
export type FullScene = Awaited<ReturnType<typeof makeFullScene>>;

/** Drags files over the dialog: hover, leave, drop. */
export const drag = (
  page: Page,
  type: 'dragenter' | 'dragleave' | 'drop',
  files: readonly SceneFile[],
): Promise<void> =>
  page.evaluate(
    ({ type, given }) => {
      const data = new DataTransfer();
      for (const { name, type: mime, bytes } of given) {
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mime }));
      }
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
      document.querySelector('[role=log]')?.dispatchEvent(event);
    },
    { type, given: files.map((file) => ({ ...file, bytes: [...file.bytes] })) },
  );
