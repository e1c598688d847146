import { randomBytes } from 'node:crypto';
import { askAgain } from './ask-again.ts';
import { recordBody, recordCookies } from './documents/record.ts';

/** A raw answer: e2e tests check the bytes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a black-box test reads bodies as any client would
  readonly body: any;
}

export interface Options {
  readonly token?: string | undefined;
  readonly json?: unknown;
  /** Sent unchanged. */
  readonly raw?: { readonly type?: string; readonly body: string | Uint8Array<ArrayBuffer> };
  /** Sent as multipart/form-data. */
  readonly form?: FormData;
  readonly headers?: Record<string, string>;
}

export interface TestUser {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
}

export const password = 'Test-Pass-1';
/** A name that no other run has used. */
export const newName = (prefix = 'user'): string => `${prefix}-${randomBytes(6).toString('hex')}`;

const payload = ({ json, raw }: Options): NonNullable<Options['raw']> | undefined =>
  json === undefined ? raw : { type: 'application/json', body: JSON.stringify(json) };

/** A client of the HTTP API at a base URL. */
export const makeClient = (baseUrl: string) => {
  const call = async (method: string, path: string, options: Options = {}): Promise<Answer> => {
    const sent = payload(options);
    const response = await fetch(`${baseUrl}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(sent?.type && { 'content-type': sent.type }),
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
      ...(sent && { body: sent.body }),
      ...(options.form && { body: options.form }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body = isJson && text !== '' ? JSON.parse(text) : text;
    recordBody([options.json, body]);
    recordCookies(response.headers.getSetCookie());
    return { status: response.status, headers: response.headers, body };
  };

  const register = async (username = newName()): Promise<TestUser> => {
    const json = { username, password };
    const { status, body } = await askAgain(() => call('POST', '/auth/register', { json }));
    if (status !== 201) throw new Error(`registration answered ${status}`);
    const { id } = body.user;
    return { id, username, password, token: body.access_token, refreshToken: body.refresh_token };
  };

  /** Two users with a conversation that both have opened, so that it is no request. */
  const pair = async () => {
    const [ada, bob] = await Promise.all([register(newName('ada')), register(newName('bob'))]);
    const opened = await call('POST', '/conversations', {
      token: ada.token,
      json: { peer_id: bob.id },
    });
    await call('POST', '/conversations', { token: bob.token, json: { peer_id: ada.id } });
    return { ada, bob, conversationId: opened.body.id as string };
  };

  const send = (from: TestUser, to: TestUser, text: string, more: object = {}) =>
    call('POST', '/messages', { token: from.token, json: { text, receiver_id: to.id, ...more } });

  /** Two users who have both written to each other, so that presence and receipts are visible. */
  const acquainted = async () => {
    const two = await pair();
    await send(two.ada, two.bob, 'Hello, Bob');
    await send(two.bob, two.ada, 'Hello, Ada');
    return two;
  };

  return { url: baseUrl, call, register, pair, acquainted, send };
};
export type Client = ReturnType<typeof makeClient>;
