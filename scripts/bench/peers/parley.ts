import { Agent, request } from 'node:http';
import WebSocket from 'ws';
import { startParley, type Target } from '../send/targets.ts';
import type { Peer } from './peer.ts';

/** A socket of a person, which counts the messages that arrive. */
const connect = async (
  url: string,
  authorization: string,
  onMessage: () => void,
): Promise<WebSocket> => {
  const headers = { authorization };
  const answer = await fetch(`${url}/api/realtime/ticket`, { method: 'POST', headers });
  const { ticket } = (await answer.json()) as { ticket: string };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?ticket=${ticket}`);
  socket.on('message', (data) => {
    if (String(data).includes('"message:new"')) onMessage();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
};

const post = (agent: Agent, { url, requests }: Target, person: number): Promise<void> => {
  const { path = '/', headers, body = '' } = requests[person] ?? {};
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const options = { method: 'POST', agent, headers: { ...headers, ...length } };
    const sending = request(new URL(path, url), options, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`Parley answered ${response.statusCode}`));
      });
    });
    sending.once('error', reject);
    sending.end(body);
  });
};

/** Parley: a socket for each person, and sends over HTTP, as the site does. Acknowledged once durable. */
export const startParleyPeer = async (
  place: { folder: string; data: string },
  people: number,
): Promise<Peer> => {
  const target = await startParley({ name: 'parley', ...place }, people);
  const agents = target.requests.map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  let received = 0;
  const sockets = await Promise.all(
    target.requests.map(({ headers }) =>
      connect(target.url, String(headers?.['authorization']), () => {
        received++;
      }),
    ),
  );
  return {
    name: target.name,
    pid: target.pid,
    send: (person) => post(agents[person] ?? new Agent(), target, person),
    received: () => received,
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      for (const agent of agents) agent.destroy();
      await target.stop();
    },
  };
};
