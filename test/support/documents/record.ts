import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The record of an e2e run for the test of its logs, in the folder `PARLEY_RECORD`: all output of
 * servers, and all secrets. Without the variable, nothing is recorded.
 */
const folder = process.env['PARLEY_RECORD'];

export const isRecording = folder !== undefined;

type Listener = (kind: SecretKind, value: string) => void;
const listeners = new Set<Listener>();

/** Also passes every secret from now on to a listener: for a run that searches logs itself. */
export const onSecret = (listener: Listener): void => void listeners.add(listener);

export interface Secret {
  readonly kind: SecretKind;
  readonly value: string;
}

/** Fields of bodies with secret values. */
const fields = {
  password: 'password',
  current_password: 'password',
  new_password: 'password',
  access_token: 'token',
  refresh_token: 'refresh token',
  ticket: 'ticket',
  invite: 'invitation',
  email: 'e-mail',
  username: 'name',
  text: 'text',
  content: 'text',
  filename: 'file name',
  endpoint: 'push endpoint',
  auth: 'push secret',
} as const;
export type SecretKind = (typeof fields)[keyof typeof fields] | 'cookie';

const append = (kind: 'logs' | 'secrets', name: string, text: string): void => {
  if (folder === undefined) return;
  mkdirSync(join(folder, kind), { recursive: true });
  appendFileSync(join(folder, kind, name), text);
};

/** Output of a server, as it arrives. */
export const recordLog = (server: string, chunk: string): void =>
  append('logs', `${server}.log`, chunk);

const recordSecret = (kind: SecretKind, value: string): void => {
  for (const listener of listeners) listener(kind, value);
  append('secrets', `${process.pid}.jsonl`, `${JSON.stringify({ kind, value })}\n`);
};

const isField = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name);

/** Every secret in a body, at any depth. */
export const recordBody = (body: unknown): void => {
  if ((!isRecording && listeners.size === 0) || typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    // A problem has a `code`, too.
    if (name === 'code' && !('status' in body)) recordSecret('invitation', String(value));
    else if (typeof value === 'string' && isField(name)) recordSecret(fields[name], value);
    else recordBody(value);
  }
};

/** The values of cookies, sent or set. */
export const recordCookies = (cookies: readonly string[]): void => {
  for (const cookie of cookies) {
    const value = cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '';
    recordSecret('cookie', value);
  }
};
