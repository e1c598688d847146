import { limits, processLimits } from '#contracts/limits.ts';
import { rawConnection } from '../raw.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import { testPassword } from '../target.ts';

const messages: Row = {
  id: 'S11',
  title: '1,200 messages of 4 KB as fast as they go',
  run: async (target) => {
    const { check, broken } = rules();
    const [stranger, other] = [await target.register(), await target.register()];
    const text = 'x'.repeat(4_096);
    const statuses: number[] = [];
    const start = performance.now();
    const send = async (): Promise<void> => {
      while (statuses.length < 1_200) {
        const { status } = await target.client.call('POST', '/messages', {
          token: stranger.token,
          json: { receiver_id: other.id, text },
        });
        statuses.push(status);
      }
    };
    await times(16, send);
    const seconds = (performance.now() - start) / 1_000;
    const perSecond = processLimits.userWritesPerSecond;
    const taken = statuses.filter((status) => status === 201).length;
    // A slow machine does not fail this check: the attacker then stays below the limit.
    const max = perSecond * (seconds + 3);
    check(taken <= max, `at most ${Math.round(max)} are accepted: ${tally(statuses)}`);
    return { requests: statuses.length, broken };
  },
};

const profileChanges: Row = {
  id: 'S11b',
  title: '300 changes of an e-mail address as fast as they go',
  run: async (target) => {
    const { check, broken } = rules();
    const stranger = await target.register();
    const answers = await times(300, (index) =>
      target.client.call('PATCH', '/users/me', {
        token: stranger.token,
        json: { email: `a${index}@example.org` },
      }),
    );
    const statuses = answers.map(({ status }) => status);
    check(statuses.includes(429), `a flood is put off: ${tally(statuses)}`);
    return { requests: statuses.length, broken };
  },
};

const uploads: Row = {
  id: 'S11c',
  title: '200 uploads of 10 MB asked for at once, past the storage of one user',
  run: async (target) => {
    const { check, broken } = rules();
    const { token } = await target.register();
    const json = {
      filename: 'a.zip',
      mime: 'application/zip',
      size_bytes: limits.attachment.maxBytes,
    };
    const answers = await times(200, () =>
      target.client.call('POST', '/attachments', { token, json }),
    );
    const statuses = answers.map(({ status }) => status);
    const fitting = Math.floor((limits.attachment.perUserMb * 1024 ** 2) / json.size_bytes);
    const taken = statuses.filter((status) => status === 201).length;
    check(taken === fitting, `exactly ${fitting} are taken: ${tally(statuses)}`);
    const { body } = await target.client.call('GET', '/users/me/storage', { token });
    check(
      body.used_bytes <= body.limit_bytes,
      `${body.used_bytes} of ${body.limit_bytes} are used`,
    );
    return { requests: statuses.length + 1, broken };
  },
};

const connections: Row = {
  id: 'S3e',
  title: '2,000 connections that say nothing',
  run: async (target) => {
    const { broken } = rules();
    const opened = await times(2_000, async () => rawConnection(target));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    for (const { socket } of opened) socket.destroy();
    return { requests: opened.length, broken };
  },
};

const unknownPaths: Row = {
  id: 'S28',
  title: '1,000 requests each for unknown paths, health and the API description',
  run: async (target) => {
    const { check, broken } = rules();
    const statuses: number[] = [];
    for (const path of ['/nothing', '/health', '/openapi.json']) {
      const answers = await times(20, async () => {
        const found: number[] = [];
        for (let index = 0; index < 50; index++) {
          found.push((await target.client.call('GET', path)).status);
        }
        return found;
      });
      statuses.push(...answers.flat());
    }
    check(
      statuses.every((status) => status < 500 || status === 503),
      `no server error: ${tally(statuses)}`,
    );
    const described = await fetch(`${target.url}/api/openapi.json`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    await described.arrayBuffer();
    check(described.headers.has('etag'), 'the API description can be cached');
    check(described.headers.get('content-encoding') === 'gzip', 'and is sent compressed');
    return { requests: statuses.length, broken };
  },
};

const purposes: Row = {
  id: 'S23',
  title: 'an upload policy as the address of a download, and other broken links',
  run: async (target) => {
    const { check, broken } = rules();
    const stranger = await target.register();
    const asked = await target.client.call('POST', '/attachments', {
      token: stranger.token,
      json: { filename: 'a.txt', mime: 'text/plain', size_bytes: 3 },
    });
    const values = Object.values(asked.body.upload.fields as Record<string, string>);
    const links = [...values, values.join('.'), 'a', 'a.b', 'a.b.c', '%00', 'é', '..%2f..%2fetc'];
    for (const link of links) {
      const { status } = await fetch(`${target.url}/files/${encodeURIComponent(link)}`);
      check([400, 403, 404].includes(status), `${link.slice(0, 20)}… is refused, not ${status}`);
    }
    return { requests: links.length, broken };
  },
};

const guessedPasswords: Row = {
  id: 'S26',
  title: 'passwords that everybody tries first; answers without nosniff',
  run: async (target) => {
    const { check, broken } = rules();
    for (const [username, password] of [
      [`weak-${process.pid}`, 'Password1'],
      [`Carla${process.pid}`, `Carla${process.pid}`],
    ] as const) {
      const { status } = await target.client.call('POST', '/auth/register', {
        json: { username, password },
      });
      check(status === 422, `${password} is refused, not ${status}`);
    }
    const { headers } = await target.client.call('GET', '/health');
    check(headers.get('x-content-type-options') === 'nosniff', 'the API answers with nosniff');
    const taken = { json: { username: `mail-${process.pid}`, password: testPassword } };
    const email = `mail-${process.pid}@example.org`;
    await target.client.call('POST', '/auth/register', { json: { ...taken.json, email } });
    const again = await target.client.call('POST', '/auth/register', {
      json: { username: `mail2-${process.pid}`, password: testPassword, email },
    });
    check(again.status === 201, `an e-mail address tells nothing: ${again.status}`);
    return { requests: 5, broken };
  },
};

export const floodRows: readonly Row[] = [
  messages,
  profileChanges,
  uploads,
  connections,
  unknownPaths,
  purposes,
  guessedPasswords,
];
