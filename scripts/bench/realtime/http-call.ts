import { Agent, request } from 'node:http';

/** An answer; a missing answer is thrown as an error. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a load generator reads bodies as any client would
  readonly body: any;
}

export type HttpCall = (
  method: 'GET' | 'POST',
  path: string,
  token: string,
  json?: object,
) => Promise<Answer>;

/**
 * Calls a server over keep-alive connections, as cheaply as possible. Like browsers, repeats a call
 * on a new connection if the server was just closing the old one.
 */
export const createHttpCall = (url: string): HttpCall => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const call: HttpCall = (method, path, token, json) =>
    new Promise((resolve, reject) => {
      const body = json === undefined ? '' : JSON.stringify(json);
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const asked = request({ agent, hostname, port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : null }),
        );
      });
      asked.on('error', (error: NodeJS.ErrnoException) => {
        const wasClosing = asked.reusedSocket && error.code === 'ECONNRESET';
        if (wasClosing) resolve(call(method, path, token, json));
        else reject(error);
      });
      asked.end(body);
    });
  return call;
};
