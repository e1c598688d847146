import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { makeClient } from '#test/support/client.ts';
import { paint } from './paint.ts';
import type { Line } from './scene.ts';
import { newcomer, owner, talks } from './scene.ts';

const minute = 60_000;

const pdf = new TextEncoder().encode(`%PDF-1.4\n${'% a page\n'.repeat(9_000)}%%EOF\n`);

/** The form data of a message, with the id of the one it replies to. */
const formOf = async (page: Page, line: Line, ids: ReadonlyMap<string, string>) => {
  const form = new FormData();
  if (typeof line === 'string') {
    form.set('content', line);
    return form;
  }
  if ('text' in line && line.text !== undefined) form.set('content', line.text);
  if ('answers' in line) form.set('reply_to_id', ids.get(line.answers ?? '') ?? '');
  if ('file' in line)
    form.append('files[]', new File([pdf], line.file, { type: 'application/pdf' }));
  for (const name of 'photos' in line ? line.photos : []) {
    form.append('files[]', new File([await paint(page, name)], name, { type: 'image/jpeg' }));
  }
  return form;
};

type Call = ReturnType<typeof makeClient>['call'];

/** Returns the sequence of each line. */
const writeLines = async (
  call: Call,
  page: Page,
  conversationId: string,
  lines: readonly (readonly [token: string, line: Line])[],
): Promise<number[]> => {
  const ids = new Map<string, string>();
  const seqs: number[] = [];
  for (const [token, line] of lines) {
    const form = await formOf(page, line, ids);
    const path = `/conversations/${conversationId}/messages`;
    const { status, body } = await call('POST', path, { token, form });
    if (status !== 201) throw new Error(`a line was answered with ${status}`);
    seqs.push(body.seq);
    if (body.content !== null) ids.set(body.content, body.id);
    if (typeof line === 'string' || !('edited' in line)) continue;
    await call('PATCH', `/messages/${body.id}`, { token, json: { content: line.edited } });
  }
  return seqs;
};

/** Writes the conversations over the API. Returns the id of each by the peer's name. */
export const writeTalks = async (url: string, page: Page): Promise<Map<string, string>> => {
  const { call, register } = makeClient(url);
  const me = await register(owner);
  await register(newcomer);
  const conversations = new Map<string, string>();
  for (const talk of talks) {
    const other = talk.with === owner ? me : await register(talk.with);
    const opened = await call('POST', '/conversations', {
      token: me.token,
      json: { peer_id: other.id },
    });
    const { id } = opened.body as { id: string };
    conversations.set(talk.with, id);
    const lines = talk.lines.map(([by, line]) => [(by === 'me' ? me : other).token, line] as const);
    const seqs = await writeLines(call, page, id, lines);
    const seq = seqs.at(-1 - (talk.unread ?? 0)) ?? 0;
    for (const { token } of new Set([me, other])) {
      await call('POST', `/conversations/${id}/read`, { token, json: { seq } });
    }
  }
  return conversations;
};

/** Sets the messages' times to those of the scene. No server may use the data. */
export const spreadTimes = (folder: string, conversations: ReadonlyMap<string, string>): void => {
  const db = new DatabaseSync(join(folder, 'parley.db'));
  const now = Date.now();
  for (const talk of talks) {
    const id = conversations.get(talk.with) ?? '';
    const lastAt = now - talk.ago * minute;
    const { last } = db
      .prepare('SELECT max(seq) AS last FROM messages WHERE conversation_id = ?')
      .get(id) as { last: number };
    db.prepare(
      'UPDATE messages SET created_at = ?1 - (?2 - seq) * ?3 WHERE conversation_id = ?4',
    ).run(lastAt, last, 3 * minute, id);
    db.prepare('UPDATE conversations SET last_created_at = ? WHERE id = ?').run(lastAt, id);
    db.prepare('UPDATE members SET activity_at = ? WHERE conversation_id = ?').run(lastAt, id);
  }
  db.close();
};
