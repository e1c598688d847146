import { readdirSync, readlinkSync } from 'node:fs';
import { head, rawConnection, rawRequest } from '../raw.ts';
import type { Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import type { Target } from '../target.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The path of the largest script that the first page of the site names. */
const largestFile = async ({ url }: Target): Promise<string> => {
  const page = await (await fetch(url)).text();
  const paths = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  const sized = await Promise.all(
    paths.map(async (path) => {
      const { byteLength } = await (await fetch(url + path)).arrayBuffer();
      return { path, byteLength };
    }),
  );
  const [largest] = sized.sort((one, other) => other.byteLength - one.byteLength);
  if (!largest) throw new Error('the first page of the site names no script');
  return largest.path;
};

/** Files that the process has open; not its sockets. */
const openFiles = ({ pid }: Target): number =>
  readdirSync(`/proc/${pid}/fd`).filter((handle) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${handle}`).startsWith('/');
    } catch {
      // The file was closed meanwhile.
      return false;
    }
  }).length;

const ranges: Row = {
  id: 'S29',
  title: 'ranges of site files that end before they begin, or are none',
  run: async (target) => {
    const { check, broken } = rules();
    const paths = ['/', await largestFile(target)];
    const values = ['10-5', '--5', '5-', '-', '99999999999-', '0-0,5-2', '1e3-2'];
    const asked = paths.flatMap((path) => values.map((value) => ({ path, value })));
    const statuses: (number | null)[] = [];
    for (const { path, value } of asked) {
      const request = head('GET', path, { Range: `bytes=${value}` });
      statuses.push(await rawRequest(target, request, '', 5_000));
    }
    check(
      statuses.every((status) => status !== null && [200, 206, 416].includes(status)),
      `each is answered, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

const abortedRequests: Row = {
  id: 'S29b',
  title: '300 requests for a site file that are aborted while it is sent',
  run: async (target) => {
    const { check, broken } = rules();
    const path = await largestFile(target);
    const before = openFiles(target);
    for (let round = 0; round < 3; round++) {
      const connections = await times(100, async () => {
        const connection = rawConnection(target);
        // Reads nothing, so that the response is incomplete when the connection ends.
        connection.socket.pause();
        connection.socket.write(head('GET', path, {}).repeat(8));
        return connection;
      });
      await pause(1_000);
      for (const { socket } of connections) socket.destroy();
    }
    for (let n = 0; n < 20 && openFiles(target) > before; n++) await pause(250);
    check(openFiles(target) <= before, `${openFiles(target) - before} files stay open`);
    return { requests: 2_400, broken };
  },
};

const unreadAnswers: Row = {
  id: 'S29c',
  title: 'site files and the API description in pipelined requests that are never read',
  run: async (target) => {
    const { broken } = rules();
    const path = await largestFile(target);
    const requests = head('GET', path, {}) + head('GET', '/api/openapi.json', {});
    const connections = [];
    for (let n = 0; n < 50; n++) {
      const connection = rawConnection(target);
      connections.push(connection);
      connection.socket.pause();
      connection.socket.write(requests.repeat(100));
      // Requests at intervals, so that unread responses add up while their production costs little.
      await pause(100);
    }
    await pause(1_000);
    for (const { socket } of connections) socket.destroy();
    return { requests: 50 * 200, broken };
  },
};

export const siteRows: readonly Row[] = [ranges, abortedRequests, unreadAnswers];
