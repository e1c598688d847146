import { head, rawConnection, rawRequest } from '../raw.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';

const mega = 1_000_000;

/** A form of boundaries and empty parts only. */
const emptyParts = (bytes: number): Buffer => Buffer.alloc(bytes, '--b\r\n\r\n\r\n');
const formType = 'multipart/form-data; boundary=b';

const unsignedForms: Row = {
  id: 'S2',
  title: 'forms of 300,000 empty parts to /files, without a signature',
  run: async (target) => {
    const { check, broken } = rules();
    const body = emptyParts(3 * mega);
    const statuses: (number | null)[] = [];
    for (let index = 0; index < 5; index++) {
      const headers = { 'Content-Type': formType, 'Content-Length': body.length };
      statuses.push(await rawRequest(target, head('POST', '/files', headers), body));
    }
    check(
      statuses.every((status) => status === null || (status >= 400 && status < 500)),
      `is refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

const revokedForms: Row = {
  id: 'S2b',
  title: 'the same as message forms, with a token that was signed out',
  run: async (target) => {
    const { check, broken } = rules();
    const [stranger, other] = [await target.register(), await target.register()];
    const opened = await target.client.call('POST', '/conversations', {
      token: stranger.token,
      json: { peer_id: other.id },
    });
    await target.client.call('POST', '/auth/logout', {
      token: stranger.token,
      json: { refresh_token: stranger.refreshToken, everywhere: true },
    });
    const body = emptyParts(3 * mega);
    const path = `/api/conversations/${opened.body.id}/messages`;
    const statuses: (number | null)[] = [];
    for (let index = 0; index < 5; index++) {
      const headers = {
        Authorization: `Bearer ${stranger.token}`,
        'Content-Type': formType,
        'Content-Length': body.length,
      };
      statuses.push(await rawRequest(target, head('POST', path, headers), body));
    }
    check(
      statuses.every((status) => status === 401),
      `is refused with 401, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

/** Announces a large body, sends almost all of it, and waits. */
const withheld = (id: string, path: string, title: string): Row => ({
  id,
  title,
  run: async (target) => {
    const { check, broken } = rules();
    const announced = 10 * mega;
    const headers = { 'Content-Type': 'application/json', 'Content-Length': announced };
    const body = Buffer.alloc(announced - 1, 'a');
    const connections = await times(40, async () => {
      const connection = rawConnection(target);
      connection.socket.write(head('POST', path, headers));
      connection.socket.write(body);
      return connection;
    });
    const statuses = await Promise.all(connections.map((connection) => connection.status(15_000)));
    const closed = await Promise.all(connections.map((connection) => connection.closed(15_000)));
    for (const { socket } of connections) socket.destroy();
    check(
      statuses.every((status) => status === null || (status >= 400 && status < 600)),
      `is refused, not ${tally(statuses)}`,
    );
    check(closed.every(Boolean), 'a body that stalls is cut off within 15 s');
    return { requests: connections.length, broken };
  },
});

const slowHeaders: Row = {
  id: 'S3c',
  title: '200 connections that never end their headers',
  isLong: true,
  run: async (target) => {
    const { check, broken } = rules();
    const connections = await times(200, async () => {
      const connection = rawConnection(target);
      connection.socket.write('POST /api/auth/token HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      return connection;
    });
    const closed = await Promise.all(connections.map((connection) => connection.closed(60_000)));
    for (const { socket } of connections) socket.destroy();
    const open = closed.filter((isClosed) => !isClosed).length;
    check(open === 0, `all are cut off within a minute; ${open} were not`);
    return { requests: connections.length, broken };
  },
};

const deepJson: Row = {
  id: 'S3d',
  title: 'JSON nested 100,000 deep, a form of 100,000 fields, 5,000 query parameters',
  run: async (target) => {
    const { check, broken } = rules();
    const depth = 100_000;
    const fields = Array.from({ length: depth }, (_, index) => `f${index}=1`).join('&');
    const query = Array.from({ length: 1_000 }, (_, index) => `q${index}=1`).join('&');
    const answers = [
      await target.client.call('POST', '/auth/register', {
        raw: { type: 'application/json', body: '['.repeat(depth) + ']'.repeat(depth) },
      }),
      await target.client.call('POST', '/auth/token', {
        raw: { type: 'application/x-www-form-urlencoded', body: fields },
      }),
      await target.client.call('GET', `/health?${query}`),
    ];
    const statuses = answers.map(({ status }) => status);
    check(
      statuses.every((status) => status < 500),
      `no server error: ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

/** Requests answers and never reads them. */
const unread: Row = {
  id: 'S19',
  title: '300 requests for the API description whose answers are never read',
  isLong: true,
  run: async (target) => {
    const { check, broken } = rules();
    const connections = await times(300, async () => {
      const connection = rawConnection(target);
      connection.socket.pause();
      for (let index = 0; index < 50; index++) {
        connection.socket.write(head('GET', '/api/openapi.json', {}));
      }
      return connection;
    });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const { peakMb, rssMb } = target.usage();
    check(peakMb - rssMb < 100, 'what is not read does not pile up');
    for (const { socket } of connections) socket.destroy();
    return { requests: connections.length * 50, broken };
  },
};

export const bodyRows: readonly Row[] = [
  unsignedForms,
  revokedForms,
  withheld('S3', '/api/auth/token', '40 sign-ins of 10 MB, the last byte withheld'),
  withheld('S3b', '/api/nothing/here', 'the same to an unknown path'),
  slowHeaders,
  deepJson,
  unread,
];
