import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BackendEnv, type Config, UsageError } from '../config.ts';
import { logFailure } from '../log-failure.ts';
import type { ObserveRequest } from './registry.ts';

export interface Metrics {
  readonly observeRequest: ObserveRequest;
  /** Answers `GET /metrics` on the main address if the request has the token; false for any other request. */
  answers(request: IncomingMessage, response: ServerResponse): boolean;
  stop(): void;
}

const minTokenLength = 16;

/** @throws UsageError */
const readToken = (file: string): string => {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`--metrics-token-file: ${(error as Error).message}`);
  }
  if (token.length >= minTokenLength) return token;
  throw new UsageError(`--metrics-token-file must have at least ${minTokenLength} characters`);
};

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const isMetrics = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && /^\/metrics\/?($|\?)/.test(url);

/** Other names would be those of a page that a browser resolves to this machine. */
const isLoopbackHost = ({ headers }: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? '');

const refuse = (response: ServerResponse, status: number, headers = {}): void => {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers });
  response.end();
};

/**
 * Metrics in the text format of Prometheus: on a port of the loopback interface, or on the main address with a
 * token. Null without either option; then nothing is measured, and the library is not loaded.
 */
export const startMetrics = async (env: BackendEnv, config: Config): Promise<Metrics | null> => {
  const { 'metrics-port': port, 'metrics-token-file': tokenFile } = config;
  if (port === undefined && tokenFile === undefined) return null;
  const token = tokenFile === undefined ? null : hash(readToken(tokenFile));
  const { makeRegistry } = await import('./registry.ts');
  const registry = makeRegistry(env, { hasBackups: Boolean(config['backup-to']) });

  const send = (response: ServerResponse): void => {
    registry.text().then(
      (text) => {
        const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' };
        response.writeHead(200, headers).end(text);
      },
      (error: unknown) => {
        logFailure('metrics', error);
        refuse(response, 500);
      },
    );
  };
  const server = port === undefined ? null : createServer();
  server?.on('request', (request, response) => {
    if (!isLoopbackHost(request)) refuse(response, 421);
    else if (isMetrics(request)) send(response);
    else refuse(response, 404);
  });
  if (server) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1' }, () => resolve());
    });
    server.unref();
    console.log(`Metrics at http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
  }
  return {
    observeRequest: registry.observeRequest,
    answers: (request, response) => {
      if (!token || !isMetrics(request)) return false;
      const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (timingSafeEqual(hash(given), token)) send(response);
      else refuse(response, 401, { 'www-authenticate': 'Bearer' });
      return true;
    },
    stop: (): void => {
      server?.close();
      server?.closeAllConnections();
    },
  };
};
