import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import type { Message } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import { sendForm } from '#test/support/attachments.ts';
import { makeClient, type TestUser } from '#test/support/client.ts';
import { wav } from '#test/support/files.ts';
import { profileOf } from './faces.ts';
import { paint } from './paint.ts';
import type { Line } from './scene.ts';
import { newcomer, owner, reactions, talks } from './scene.ts';

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

/** Levels that look like speech: words with pauses in between. */
const speech = Array.from({ length: limits.voice.values }, (_, at) =>
  Math.round(limits.voice.maxLevel * Math.abs(Math.sin(at * 1.7) * Math.sin(at / 4.5 + 1))),
);

/** Returns the id of the attachment. */
const uploadVoice = async (call: Call, token: string, seconds: number): Promise<string> => {
  const bytes = wav(1, 40);
  const { body } = await call('POST', '/attachments', {
    token,
    json: {
      filename: 'voice.wav',
      mime: 'audio/wav',
      size_bytes: bytes.length,
      recording: { duration_ms: seconds * 1_000, waveform: speech },
    },
  });
  await sendForm(body.upload, bytes);
  await call('POST', `/attachments/${body.id}/complete`, { token });
  return body.id;
};

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
    const path = `/conversations/${conversationId}/messages`;
    const given =
      typeof line === 'object' && 'voice' in line
        ? { json: { attachment_ids: [await uploadVoice(call, token, line.voice)] } }
        : { form: await formOf(page, line, ids) };
    const { status, body } = await call('POST', path, { token, ...given });
    if (status !== 201) throw new Error(`a line was answered with ${status}`);
    seqs.push(body.seq);
    if (body.content !== null) ids.set(body.content, body.id);
    if (typeof line === 'string' || !('edited' in line)) continue;
    await call('PATCH', `/messages/${body.id}`, { token, json: { content: line.edited } });
  }
  return seqs;
};

/** Each member reacts to the texts of the other that have a reaction in the scene. */
const react = async (
  call: Call,
  conversationId: string,
  members: readonly TestUser[],
): Promise<void> => {
  const [reader] = members;
  const path = `/conversations/${conversationId}/messages`;
  const { body } = await call('GET', path, { token: reader?.token ?? '' });
  for (const message of body.items as Message[]) {
    const emoji = reactions[message.content ?? ''];
    const by = members.find(({ id }) => id !== message.sender_id);
    if (emoji === undefined || !by) continue;
    const { token } = by;
    await call('PUT', `/messages/${message.id}/reaction`, { token, json: { emoji } });
  }
};

/** Writes the conversations over the API. Returns the id of each by the peer's name. */
export const writeTalks = async (url: string, page: Page): Promise<Map<string, string>> => {
  const client = makeClient(url);
  const { call } = client;
  const register = async (username: string): Promise<TestUser> => {
    const user = await client.register(username);
    const profile = await profileOf(page, username);
    if (!profile) return user;
    const { status } = await call('PATCH', '/users/me', { token: user.token, json: profile });
    if (status !== 200) throw new Error(`a profile was answered with ${status}`);
    return user;
  };
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
    const mine = { peer_id: me.id };
    await call('POST', '/conversations', { token: other.token, json: mine });
    conversations.set(talk.with, id);
    const lines = talk.lines.map(([by, line]) => [(by === 'me' ? me : other).token, line] as const);
    const seqs = await writeLines(call, page, id, lines);
    const seq = seqs.at(-1 - (talk.unread ?? 0)) ?? 0;
    await react(call, id, [me, other]);
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
