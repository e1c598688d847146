import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The lower bound of a durable send: plain HTTP, one JSON parse, one committed row. */
const db = new DatabaseSync(join(process.argv[2] ?? '.', 'baseline.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
db.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO messages (text) VALUES (?) RETURNING id');

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { text } = JSON.parse(body) as { text: string };
    response.statusCode = 201;
    response.end(JSON.stringify({ ...insert.get(text), text }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`ready http://127.0.0.1:${port}`);
});
