import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestUser } from '#test/support/client.ts';
import { openSocket, refusalOf } from '#test/support/socket.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import { type Target, testPassword } from '../target.ts';

const run = promisify(execFile);

const socketUrl = async (target: Target, token: string): Promise<string> => {
  const { body } = await target.client.call('POST', '/realtime/ticket', { token });
  return `${target.url.replace(/^http/, 'ws')}/ws?ticket=${body.ticket}`;
};

const friendsOf = async (target: Target) => {
  const [victim, friend] = [await target.register(), await target.register()];
  const opened = await target.client.call('POST', '/conversations', {
    token: friend.token,
    json: { peer_id: victim.id },
  });
  const write = (from: TestUser, to: TestUser, text: string) =>
    target.client.call('POST', '/messages', {
      token: from.token,
      json: { receiver_id: to.id, text },
    });
  await write(victim, friend, 'hello');
  await write(friend, victim, 'hello you');
  return { victim, friend, conversation: opened.body.id as string, write };
};

const operator = (target: Target, ...args: string[]) =>
  run(process.execPath, ['scripts/users.ts', ...args, '--data', target.dataFolder]);

/** A stolen account whose sessions an operator ends while the thief is connected. */
const endedByOperator: Row = {
  id: 'S4',
  title: 'a socket that only types while an operator ends its sessions',
  run: async (target) => {
    const { check, broken } = rules();
    const { victim, friend, conversation, write } = await friendsOf(target);
    const thief = await openSocket(await socketUrl(target, victim.token));
    const typing = { action: 'typing', conversation_id: conversation, state: 'start' };
    thief.send(typing);
    await operator(target, 'reset-password', victim.username);
    thief.send(typing);
    await write(friend, victim, 'only for the owner');
    await Promise.race([thief.closed, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    const received = JSON.stringify(thief.frames).includes('only for the owner');
    check(!received, 'a session that the operator ended receives no further events');
    await thief.close();
    return { requests: 3, broken };
  },
};

const signedOut: Row = {
  id: 'S9',
  title: 'what a signed-out session still opens',
  run: async (target) => {
    const { check, broken } = rules();
    const { victim, friend, write } = await friendsOf(target);
    const [url, socket] = [
      await socketUrl(target, victim.token),
      await openSocket(await socketUrl(target, victim.token)),
    ];
    await target.client.call('POST', '/auth/logout', {
      json: { refresh_token: victim.refreshToken },
    });
    const me = await target.client.call('GET', '/users/me', { token: victim.token });
    check(me.status === 401, `its access token is refused, not ${me.status}`);
    const ticket = await target.client.call('POST', '/realtime/ticket', { token: victim.token });
    check(ticket.status === 401, `it gets no ticket: ${ticket.status}`);
    const refused = await refusalOf(url);
    check(refused === 401, `its older ticket opens nothing: ${refused ?? 'it was accepted'}`);
    await write(friend, victim, 'after the sign-out');
    await Promise.race([socket.closed, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    const received = JSON.stringify(socket.frames).includes('after the sign-out');
    check(!received, 'its socket receives no further events');
    await socket.close();
    return { requests: 4, broken };
  },
};

const refresh = (target: Target, token: string) =>
  target.client.call('POST', '/auth/refresh', { json: { refresh_token: token } });

const forkedTokens: Row = {
  id: 'S10',
  title: 'a refresh token used by two, and one used 550 times',
  run: async (target) => {
    const { check, broken } = rules();
    const { refreshToken } = await target.register();
    const [one, other] = [await refresh(target, refreshToken), await refresh(target, refreshToken)];
    const chains: [string, string] = [one.body.refresh_token, other.body.refresh_token];
    const uses: [number[], number[]] = [[], []];
    for (const index of [0, 1, 0, 1, 0, 1] as const) {
      const { status, body } = await refresh(target, chains[index]);
      uses[index].push(status);
      if (status === 200) chains[index] = body.refresh_token;
    }
    const bothLive = uses.every((statuses) => statuses.at(-1) === 200);
    check(!bothLive, `not both chains live on: ${tally(uses[0])} and ${tally(uses[1])}`);
    const stranger = await target.register();
    const burst = await times(550, () => refresh(target, stranger.refreshToken));
    const taken = burst.filter(({ status }) => status === 200).length;
    check(taken < 50, `a burst of refreshes is not all taken: ${taken} of 550`);
    return { requests: 558, broken };
  },
};

const doubledCookie: Row = {
  id: 'S14',
  title: 'two refresh cookies in one request',
  run: async (target) => {
    const { check, broken } = rules();
    const [mine, others] = [await target.register(), await target.register()];
    const { status } = await target.client.call('POST', '/auth/refresh', {
      json: {},
      headers: {
        'x-parley-client': 'web',
        origin: target.url,
        cookie: `parley_refresh=${others.refreshToken}; parley_refresh=${mine.refreshToken}`,
      },
    });
    check(status >= 400 && status < 500, `is refused, not ${status}`);
    return { requests: 1, broken };
  },
};

const strangersPresence: Row = {
  id: 'S15',
  title: 'presence of somebody who never wrote back',
  run: async (target) => {
    const { check, broken } = rules();
    const [stranger, victim] = [await target.register(), await target.register()];
    const opened = await target.client.call('POST', '/conversations', {
      token: stranger.token,
      json: { peer_id: victim.id },
    });
    const watcher = await openSocket(await socketUrl(target, stranger.token));
    const seen = await openSocket(await socketUrl(target, victim.token));
    seen.send({ action: 'ping' });
    await seen.next(({ type }) => type === 'pong');
    watcher.send({ action: 'ping' });
    await watcher.next(({ type }) => type === 'pong');
    const shown = await target.client.call('GET', `/conversations/${opened.body.id}`, {
      token: stranger.token,
    });
    const profile = await target.client.call('GET', `/users/${victim.id}`, {
      token: stranger.token,
    });
    const isPushed = watcher.frames.some(({ type }) => type.startsWith('presence'));
    check(!isPushed, 'no presence is pushed');
    for (const [where, { body }] of Object.entries({ shown, profile })) {
      const text = JSON.stringify(body);
      check(!/"online":true/.test(text), `${where}: says nothing of being online`);
      check(!/"last_seen":"/.test(text), `${where}: says nothing of when`);
    }
    await Promise.all([watcher.close(), seen.close()]);
    return { requests: 4, broken };
  },
};

const strangersMessage: Row = {
  id: 'S21',
  title: "a stranger's look at messages by their ids",
  run: async (target) => {
    const { check, broken } = rules();
    const { victim, friend, write } = await friendsOf(target);
    const sent = await write(victim, friend, 'ours');
    const stranger = await target.register();
    const missing = `${sent.body.id}zzzz`;
    for (const [method, rest] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PATCH', ''],
      ['POST', '/read'],
    ] as const) {
      const ask = (id: string) =>
        target.client.call(method, `/messages/${id}${rest}`, {
          token: stranger.token,
          ...(method === 'PATCH' && { json: { text: 'x' } }),
        });
      const [there, gone] = [await ask(sent.body.id), await ask(missing)];
      const same = there.status === gone.status && there.body.code === gone.body.code;
      check(same, `${method}${rest}: ${there.status} where it exists, ${gone.status} otherwise`);
    }
    return { requests: 8, broken };
  },
};

const weakNames: Row = {
  id: 'S16',
  title: 'names that look like others',
  run: async (target) => {
    const { check, broken } = rules();
    const plain = `ada${process.pid}`;
    await target.client.register(plain);
    const bad = [
      plain.replace('a', 'а'),
      'bοb',
      'admın',
      'admin',
      '\u0301\u0301\u0301',
      `a${'\u0301'.repeat(12)}`,
      target.bystanders.ada.id,
    ];
    for (const username of bad) {
      const { status } = await target.client.call('POST', '/auth/register', {
        json: { username, password: testPassword },
      });
      check([409, 422].includes(status), `${JSON.stringify(username)} is refused, not ${status}`);
    }
    return { requests: bad.length, broken };
  },
};

export const sessionRows: readonly Row[] = [
  endedByOperator,
  signedOut,
  forkedTokens,
  doubledCookie,
  strangersPresence,
  strangersMessage,
  weakNames,
];
