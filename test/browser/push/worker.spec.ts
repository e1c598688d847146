import type { Person } from '#test/browser/fixtures.ts';
import { makeScene, signIn } from '../a11y/scene.ts';
import { driveWorker } from './drive-worker.ts';
import { expect, say, startChat, test } from './push-fixtures.ts';

test.use({ serviceWorkers: 'allow' });

const idOf = async ({ page }: Person): Promise<string> => {
  await page.waitForURL(/\/c\/[\da-f-]{36}$/);
  return page.url().slice(-36);
};

type Sender = { origin: string; id: string; name: string };

/** A push of Bob's message, as core/domain/notification.ts makes it. */
const pushOf = (
  { origin, id, name }: Sender,
  { seq = 1, body = 'Hello', silent = false, unread = [id], user_id = '', badge = 1 } = {},
  expires_at?: number,
) => ({
  web_push: 8030,
  notification: {
    ...{ title: name, body, lang: 'en', dir: 'auto', tag: id, silent },
    navigate: `${origin}/c/${id}`,
    data: { seq, user_id, unread: unread.map((one) => one.slice(0, 8)), expires_at },
  },
  app_badge: badge,
});

test('every push is shown, and replaced by a newer one', async ({ newPerson, siteUrl }) => {
  const { page } = await newPerson('ada');
  const { deliver, shown, badge } = await driveWorker(page, siteUrl);
  const { origin } = new URL(siteUrl);
  const bob = { origin, id: '11111111-1111-4111-8111-111111111111', name: 'Bob' };
  const carol = { origin, id: '22222222-2222-4222-8222-222222222222', name: 'Carol' };

  await deliver(pushOf(bob));
  await expect
    .poll(shown)
    .toMatchObject([
      { title: 'Bob', body: 'Hello', tag: bob.id, silent: false, data: { path: `/c/${bob.id}` } },
    ]);

  expect(await badge()).toBe(1);

  // A newer message of the conversation replaces it; the same one again makes no sound.
  await deliver(pushOf(bob, { seq: 2, body: 'Are you there?' }));
  await expect.poll(shown).toMatchObject([{ body: 'Are you there?', silent: false }]);
  await deliver(pushOf(bob, { seq: 2, body: 'Are you there?' }));
  await expect.poll(shown).toMatchObject([{ body: 'Are you there?', silent: true }]);
  // One that comes late does not hide the newer one.
  await deliver(pushOf(bob, { seq: 1, body: 'Hello' }));
  await deliver(pushOf(carol, { unread: [bob.id, carol.id] }));
  await expect
    .poll(shown)
    .toMatchObject([{ body: 'Are you there?', data: { seq: 2 } }, { title: 'Carol' }]);

  // What was read on another device is closed by the next push.
  await deliver(pushOf(carol, { seq: 2, body: 'Read Bob?', unread: [carol.id] }));
  await expect.poll(shown).toMatchObject([{ title: 'Carol', body: 'Read Bob?' }]);

  // A browser takes the permission from a site that shows nothing.
  for (const broken of ['', 'no JSON', '{}', '[]', '{"notification":{"title":1}}']) {
    await deliver(broken);
  }
  await expect
    .poll(async () => (await shown()).filter(({ tag }) => tag === 'unknown'))
    .toMatchObject([{ title: 'Parley', body: 'New message', data: { path: '/' } }]);
});

test('a click opens the conversation in an open page, which closes the notifications that were read', async ({
  newPerson,
  siteUrl,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  const { origin } = new URL(siteUrl);
  const { deliver, shown, click } = await driveWorker(page, siteUrl);
  await startChat(bob, ada.name);
  await say(bob, 'Hello');
  const id = await idOf(bob);
  await expect(page.getByText('Hello')).toBeVisible();
  await deliver(pushOf({ origin, id, name: bob.name }));
  await expect.poll(shown).toMatchObject([{ title: bob.name, actions: [{ action: 'reply' }] }]);
  // Of another conversation, which nobody reads here.
  const other = '11111111-1111-4111-8111-111111111111';
  await deliver(pushOf({ origin, id: other, name: 'Carol' }, { unread: [id, other] }));
  await expect.poll(async () => (await shown()).length).toBe(2);

  await click(id);

  await expect(page.getByRole('log').getByText('Hello')).toBeVisible();
  await expect.poll(async () => (await shown()).map(({ tag }) => tag)).toEqual([other]);
  // What comes while one looks at it is closed once it is marked as read.
  await deliver(pushOf({ origin, id, name: bob.name }, { unread: [id, other] }));
  await say(bob, 'Still here?');
  await expect(page.getByRole('log').getByText('Still here?')).toBeVisible();
  await expect.poll(async () => (await shown()).map(({ tag }) => tag)).toEqual([other]);
});

test('an answer in a notification is sent once, and marks the message as read', async ({
  newPerson,
  siteUrl,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  const { origin } = new URL(siteUrl);
  const { deliver, shown, click } = await driveWorker(page, siteUrl);
  await startChat(bob, ada.name);
  await say(bob, 'Are you there?');
  const id = await idOf(bob);
  const user_id = await page.evaluate(
    () => JSON.parse(localStorage.getItem('parley-last-user') ?? '{}').id as string,
  );
  await deliver(pushOf({ origin, id, name: bob.name }, { user_id }));
  await expect.poll(shown).toHaveLength(1);

  await click(id, { action: 'reply', reply: 'Yes, soon.' });

  const log = bob.page.getByRole('log');
  await expect(log.getByText('Yes, soon.')).toHaveCount(1);
  await expect(page.getByText('Yes, soon.')).toBeVisible();
  await expect(page).not.toHaveTitle(/^\(/);
  expect(await shown()).toEqual([]);

  // Without a network it waits in the outbox, says so, and is sent once by the page that opens.
  await page.context().setOffline(true);
  await deliver(pushOf({ origin, id, name: bob.name }, { user_id, seq: 3 }));
  await expect.poll(shown).toHaveLength(1);
  await click(id, { action: 'reply', reply: 'In ten minutes.' });
  expect(await shown()).toMatchObject([
    { title: 'Not sent yet. It will be sent when you open Parley.', body: 'In ten minutes.' },
  ]);
  await expect(log.getByText('In ten minutes.')).toHaveCount(0);
  await page.context().setOffline(false);
  await page.goto(`/c/${id}`);
  await expect(log.getByText('In ten minutes.')).toHaveCount(1);
  await expect(page.getByRole('log').getByText('In ten minutes.')).toHaveCount(1);
});

test('an answer by another user than the one who is signed in is not sent', async ({
  newPerson,
  siteUrl,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { origin } = new URL(siteUrl);
  const { deliver, shown, click } = await driveWorker(ada.page, siteUrl);
  await startChat(bob, ada.name);
  await say(bob, 'Are you there?');
  const id = await idOf(bob);
  const user_id = '33333333-3333-4333-8333-333333333333';
  await deliver(pushOf({ origin, id, name: bob.name }, { user_id }));
  await expect.poll(shown).toHaveLength(1);

  await click(id, { action: 'reply', reply: 'Of somebody else' });

  expect(await shown()).toMatchObject([{ body: 'Of somebody else' }]);
  await say(bob, 'Hm');
  await expect(ada.page.getByText('Hm')).toBeVisible();
  await expect(bob.page.getByRole('log').getByText('Of somebody else')).toHaveCount(0);
});

test('the next push or click closes the notifications of messages that have disappeared', async ({
  newPerson,
  siteUrl,
}) => {
  const { page } = await newPerson('ada');
  const { worker, deliver, shown, click } = await driveWorker(page, siteUrl);
  const { origin } = new URL(siteUrl);
  const names = ['Bob', 'Carol', 'Dan', 'Eve'] as const;
  const [bob, carol, dan, eve] = names.map((name, at) => ({
    ...{ origin, name },
    id: `${at + 1}`.repeat(8).concat('-1111-4111-8111-111111111111'),
  })) as [Sender, Sender, Sender, Sender];
  const unread = [bob, carol, dan, eve].map(({ id }) => id);
  const titles = async () => (await shown()).map(({ title }) => title).toSorted();
  const hour = 3_600_000;
  const start = Date.now();
  const passHours = (count: number) =>
    worker().evaluate((now) => void Object.assign(Date, { now: () => now }), start + count * hour);

  await deliver(pushOf(bob, { unread }, start + hour));
  await expect.poll(titles).toEqual(['Bob']);
  await passHours(2);
  await deliver(pushOf(carol, { unread }, start + 3 * hour));
  await expect.poll(titles).toEqual(['Carol']);

  await deliver(pushOf(dan, { unread }));
  await expect.poll(titles).toEqual(['Carol', 'Dan']);
  await passHours(4);
  await click(dan.id);
  expect(await titles()).toEqual([]);

  // A push service may deliver late; a browser requires that something is shown.
  await deliver(pushOf(eve, { unread, body: 'too late' }, start + 3 * hour));
  await expect.poll(titles).toEqual(['Parley']);
  expect(JSON.stringify(await shown())).not.toContain('too late');
});

test('a notification is closed when its message is deleted, hidden or cleared on another device', async ({
  page,
  siteUrl,
}) => {
  const { register, open, say: write, remove, call } = makeScene(siteUrl);
  const [ada, bob] = await Promise.all([register(), register()]);
  const id = await open(bob, ada);
  await signIn(page.context(), siteUrl, ada);
  await page.goto(siteUrl);
  await page.getByRole('link').filter({ hasText: bob.username }).waitFor();
  const { deliver, shown } = await driveWorker(page, siteUrl);
  const sender = { origin: new URL(siteUrl).origin, id, name: bob.username };
  const mark = (json: object) =>
    call('PATCH', `/conversations/${id}/marks`, { token: ada.token, json });
  /** Two messages; the notification has the second. */
  const announce = async (content: string): Promise<string> => {
    await write(bob, id, { content: 'another, which stays unread' });
    const message = await write(bob, id, { content });
    await expect(page.getByRole('navigation').getByText(content)).toBeVisible();
    await deliver(pushOf(sender, { body: content }));
    await expect.poll(shown).toMatchObject([{ body: content }]);
    return message;
  };

  await remove(bob, await announce('deleted for both'));
  await expect.poll(shown).toEqual([]);
  await mark({ hide: [await announce('deleted for oneself')] });
  await expect.poll(shown).toEqual([]);
  await announce('cleared');
  const { body } = await call('GET', `/conversations/${id}`, { token: ada.token });
  await mark({ cleared_seq: body.last_seq });
  await expect.poll(shown).toEqual([]);
});
