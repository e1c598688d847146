/** Prints every message, edit and deletion as it happens, and never misses one: `node client.ts URL ACCESS_TOKEN` */
const [base = 'http://localhost:3000', token = ''] = process.argv.slice(2);
type Message = { id: string; rev: number; content: string | null };
type Log = { entries: { seq: number; message: Message }[]; last_seq: number };
type List = { items: { id: string; last_seq: number }[]; pages: number };
type Frame = { type: string; conversation_id: string; seq?: number; payload: Message };

const revisions = new Map<string, number>();
/** By conversation: every entry of its log up to here has been seen. */
const logSeqs = new Map<string, number>();
const logSeq = (id: string) => logSeqs.get(id) ?? 0;

const call = async <T>(method: string, path: string): Promise<T> => {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${base}/api${path}`, { method, headers });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json() as Promise<T>;
};

/** The same message may come many times and in any order: only a newer revision is news. */
const see = (id: string, seq: number, message: Message) => {
  if (seq === logSeq(id) + 1) logSeqs.set(id, seq);
  if ((revisions.get(message.id) ?? 0) >= message.rev) return;
  revisions.set(message.id, message.rev);
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const catchUp = async (id: string): Promise<void> => {
  const log = await call<Log>('GET', `/conversations/${id}/log?after=${logSeq(id)}&limit=100`);
  for (const { seq, message } of log.entries) see(id, seq, message);
  if (log.entries.length > 0 && logSeq(id) < log.last_seq) await catchUp(id);
};

const compareAll = async (page = 1): Promise<void> => {
  const list = await call<List>('GET', `/conversations?size=100&page=${page}`);
  for (const { id, last_seq } of list.items) if (last_seq > logSeq(id)) await catchUp(id);
  if (page < list.pages) await compareAll(page + 1);
};

let [heard, failures] = [0, 0];
const onFrame = async ({ type, conversation_id: id, seq, payload }: Frame): Promise<void> => {
  [heard, failures] = [Date.now(), 0];
  if (type === 'pong') return compareAll();
  if (seq !== undefined && 'rev' in payload) see(id, seq, payload);
  if (seq !== undefined && seq > logSeq(id)) await catchUp(id);
};

const connect = async (): Promise<void> => {
  const { ticket } = await call<{ ticket: string }>('POST', '/realtime/ticket');
  const socket = new WebSocket(`${base.replace('http', 'ws')}/ws?ticket=${ticket}`);
  heard = Date.now();
  const ping = () => (heard + 9e4 < Date.now() ? socket.close() : socket.send('{"action":"ping"}'));
  const pings = setInterval(ping, 60_000);
  socket.onopen = ping;
  socket.onclose = () => [clearInterval(pings), connectLater()];
  socket.onmessage = ({ data }) => onFrame(JSON.parse(String(data))).catch(() => socket.close());
};
const pause = () => Math.random() * Math.min(30_000, 500 * 2 ** failures++);
const connectLater = () => void setTimeout(() => connect().catch(connectLater), pause());
connectLater();
