import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { SessionEnd } from '#contracts/session-end.ts';
import type { Session } from '#core/domain/session.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { deactivateUser } from '#core/usecases/account/deactivate-me.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { noPasswordQueue } from '#functions/adapters/aws/guess-ports.ts';
import { sqliteAuditLog, sweepEvents } from '#functions/adapters/local/sqlite/audit-log.ts';
import { sqliteKnownSourceStore } from '#functions/adapters/local/sqlite/known-source-store.ts';
import { aClient, noSubscriptions } from '#test/support/builders.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

const right = 'Right-Pass-1';

/** Ada, whose password is `right`, with sessions in a plain list. */
const setup = async () => {
  const { db, stores, clock, ada, caller } = await sqliteScene();
  onTestFinished(() => db.close());
  const sessions = new Map<string, Session>();
  const start = (id: string): void => {
    const now = clock.now();
    const times = { createdAt: now, lastSeenAt: now, expiresAt: now + 1 };
    sessions.set(id, { id, ...times, ...aClient({ device: `device of ${id}` }) });
  };
  const identities = {
    checkPassword: async (userId: string | null, password: string) =>
      userId !== null && password === right ? { checked: '' } : 'invalid_credentials',
    signIn: async (userId: string) => identities.startSession(userId, '', aClient()),
    startSession: async (userId: string) => {
      const sessionId = `session ${sessions.size}`;
      start(sessionId);
      return { userId, sessionId, accessToken: 'a', refreshToken: 'r', expiresIn: 1 };
    },
    listSessions: async () => [...sessions.values()],
    endSessions: async (_: string, which: readonly string[] | 'all') => {
      for (const id of which === 'all' ? [...sessions.keys()] : which) sessions.delete(id);
    },
    setPassword: async () => undefined,
    deactivate: async () => undefined,
  } as unknown as IdentityProvider;
  const ports = {
    ...stores,
    identities,
    audit: sqliteAuditLog(db, clock),
    subscriptions: noSubscriptions,
    sources: sqliteKnownSourceStore(db, clock),
    queue: noPasswordQueue,
    connections: { listByUsers: async () => [], remove: async () => null },
    broadcaster: { post: async () => 'sent' as const, disconnect: async () => undefined },
    emitPresence: async () => undefined,
  };
  const endSessions = makeEndSessions(ports as unknown as Parameters<typeof makeEndSessions>[0]);
  const deps = { ...ports, endSessions };
  const signIn = makeSignIn(deps);
  const enter = (username: string, password: string, address = '192.0.2.1') =>
    signIn({ username, password, address, client: aClient() });
  return {
    deps,
    db,
    clock,
    ada,
    caller,
    start,
    enter,
    endSessions,
    list: () => ports.audit.list(ada.id),
    rows: () => db.get('SELECT count(*) AS n FROM account_events')?.['n'],
  };
};

test('a refused sign-in is counted, whether the password or a limit caused it', async () => {
  const { enter, list, ada } = await setup();
  const { perNameAndAddress } = limits.attempts;

  const codes: string[] = [];
  for (let n = 0; n < perNameAndAddress + 3; n++) {
    const answer = await enter(ada.username.toUpperCase(), 'Wrong-Pass-1');
    if (!answer.ok) codes.push(answer.code);
  }

  expect(new Set(codes)).toEqual(new Set(['invalid_credentials', 'too_many_attempts']));
  expect(await list()).toMatchObject([{ type: 'sign_in_refused', count: perNameAndAddress + 3 }]);
});

test('an unknown or deactivated name writes nothing', async () => {
  const { enter, rows, deps, ada } = await setup();
  await enter(ada.username, right);
  await deactivateUser(deps, ada.id);

  for (const name of ['nobody', '', ada.username]) await enter(name, 'Wrong-Pass-1');
  await enter(ada.username, right);

  expect(rows()).toBe(0);
});

test('400 guesses from as many addresses are one event a day, and evict none', async () => {
  const { enter, list, rows, clock, ada } = await setup();
  await enter(ada.username, right);
  for (let n = 0; n < 400; n++) {
    await enter(ada.username, 'Wrong-Pass-1', `203.0.${n >> 8}.${n & 255}`);
    if (n === 200) clock.advance(86_400_000);
  }

  expect(rows()).toBe(3);
  const [second, first, mine] = await list();
  expect((first?.count ?? 0) + (second?.count ?? 0)).toBe(400);
  expect(mine).toMatchObject({ type: 'signed_in', ...aClient() });
});

test('each session that ends is logged once with its device; already ended ones are not', async () => {
  const { endSessions, start, list, ada } = await setup();
  for (const id of ['one', 'two', 'three']) start(id);

  await Promise.all([
    endSessions(ada.id, ['one', 'two'], 'token_reused'),
    endSessions(ada.id, ['one'], 'token_reused'),
  ]);
  for (let n = 0; n < 5; n++) await endSessions(ada.id, ['one', 'unknown'], 'signed_out');
  await endSessions(ada.id, { allBut: 'nothing' }, 'signed_out_elsewhere');

  const events = await list();
  expect(events.map(({ device, reason }) => `${device}: ${reason}`).sort()).toEqual([
    'device of one: token_reused',
    'device of three: signed_out_elsewhere',
    'device of two: token_reused',
  ]);
});

test.each(SessionEnd.options.filter((reason) => reason !== 'password_changed'))(
  'the end of all sessions is one event: %s',
  async (reason) => {
    const { endSessions, start, list, ada } = await setup();
    for (const id of ['one', 'two']) start(id);

    const from = aClient({ device: 'curl' });
    await Promise.all([1, 2, 3].map(() => endSessions(ada.id, 'all', reason, from)));

    expect(await list()).toMatchObject([{ type: 'session_ended', reason, ...from }]);
  },
);

test('a new password is one event, and a wrong current password is counted', async () => {
  const { deps, list, caller, start } = await setup();
  start('one');
  const change = makeChangePassword(deps);
  const request = (currentPassword: string) =>
    change(caller, {
      currentPassword,
      newPassword: 'Another-Pass-2',
      address: '192.0.2.1',
      client: aClient(),
    });

  for (let n = 0; n < 2; n++) expect(await request('Wrong-Pass-1')).toMatchObject({ ok: false });
  expect(await request(right)).toMatchObject({ ok: true });

  const events = await list();
  expect(events.map(({ type, count }) => [type, count])).toEqual(
    expect.arrayContaining([
      ['password_changed', undefined],
      ['password_refused', 2],
    ]),
  );
  expect(events).toHaveLength(2);
});

test('expired events are deleted in batches', async () => {
  const { enter, db, rows, clock, ada } = await setup();
  for (let n = 0; n < 5; n++) await enter(ada.username, right);
  clock.advance(limits.audit.days * 86_400_000);

  await db.write(() => sweepEvents(db, clock.now(), 2));
  const left = rows();
  await db.write(() => sweepEvents(db, clock.now(), 1_000));

  expect([left, rows()]).toEqual([3, 0]);
});
