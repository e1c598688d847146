import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The lower bound of a durable live send: one JSON parse, one committed row, one frame per socket.
 */
const db = new DatabaseSync(join(process.argv[2] ?? '.', 'bare.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
db.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO messages (text) VALUES (?) RETURNING id');

interface Sent {
  readonly text: string;
  readonly client_id: string;
  readonly to: readonly string[];
}
const socketsOf = new Map<string, Set<WebSocket>>();

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { text, client_id, to } = JSON.parse(body) as Sent;
    const payload = { ...insert.get(text), text, client_id };
    const frame = JSON.stringify({ type: 'message:new', payload });
    for (const user of to) {
      for (const socket of socketsOf.get(user) ?? []) socket.send(frame);
    }
    response.statusCode = 201;
    response.end(JSON.stringify(payload));
  });
});
new WebSocketServer({ server }).on('connection', (socket, request) => {
  const user = new URL(request.url ?? '/', 'http://localhost').searchParams.get('user') ?? '';
  const sockets = socketsOf.get(user) ?? new Set();
  socketsOf.set(user, sockets.add(socket));
  socket.on('close', () => sockets.delete(socket));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`ready http://127.0.0.1:${port}`);
});
