import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import {
  closeDatabase,
  durable,
  identityProvider,
  namingDamage,
  packGuards,
  prepareDatabase,
  prepareFiles,
  reportNotifying,
  reserveDisk,
  signedFiles,
  sweepDatabase,
  sweepFiles,
  upgradeOf,
  watchSessions,
} from '#backend';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { startBackups } from './backup/schedule.ts';
import type { BackendEnv, Config } from './config.ts';
import { setBackendEnv } from './config.ts';
import { makeFile, makeFolder } from './data-folder.ts';
import { startExpiry } from './files/expiry-worker.ts';
import { isFilesPath, makeFileGateway } from './files/file-gateway.ts';
import { startRemovals } from './files/removal-worker.ts';
import { answer } from './gateway/answer.ts';
import { makeJwtAuthorizer } from './gateway/authorizer.ts';
import { makeDoor } from './gateway/door.ts';
import { makeHttpGateway } from './gateway/http-gateway.ts';
import { makeIsTrusted } from './gateway/peer.ts';
import { declaredLength } from './gateway/read-body.ts';
import { gatewayAnswer, refusals } from './gateway/refusals.ts';
import { makeWebSocketGateway, refuseUpgrade } from './gateway/websocket-gateway.ts';
import { refuseDamaged, startDataChecks } from './health/data-check.ts';
import { answerJwks, jwksPath } from './jwks.ts';
import { Connections } from './limits/connections.ts';
import { lockFolder } from './lock.ts';
import { logFailure } from './log-failure.ts';
import { startMetrics } from './metrics/metrics.ts';
import { startNotifications } from './notifications/notification-worker.ts';
import { followReadOnly } from './read-only.ts';
import { serverOptions } from './server-options.ts';
import { builtSiteFolder } from './site/build.ts';
import { builtSite } from './site/built-site.ts';
import { noSite, type Site } from './site/site.ts';
import { readTls } from './tls.ts';

export interface RunningServer {
  readonly url: string;
  /** Stops accepting requests, waits for running ones, closes sockets and the data file. */
  close(): Promise<void>;
}

/**
 * The backlog of the listening socket, up to the system's maximum. After a restart all clients reconnect at
 * once; those that find it full retry only after one, three or seven seconds.
 */
const backlog = 4_096;

const listen = (server: Server, { port, host }: Config): Promise<AddressInfo> =>
  new Promise((done, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog }, () => done(server.address() as AddressInfo));
  });

const urlOf = ({ address, port, family }: AddressInfo, isTls: boolean): string => {
  const isLoopback = address === '127.0.0.1' || address === '::1';
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${isTls ? 'https' : 'http'}://${isLoopback ? 'localhost' : host}:${port}`;
};

const makeSite = async (config: Config, server: Server): Promise<Site> => {
  if (config['api-only']) return noSite;
  if (config.dev) return (await import('./site/dev-site.ts')).devSite(server);
  return builtSite(config.site ?? (await builtSiteFolder((line) => console.log(line))));
};

const isApi = (path: string): boolean => path === '/api' || /^\/api[/?]/.test(path);

const sweepMs = 60 * 60 * 1_000;
const sweepAll = async (env: BackendEnv): Promise<void> => {
  await sweepDatabase(env);
  await sweepFiles(env);
};

/** Vite handles its own sockets. */
const isHotReload = (config: Config, request: IncomingMessage): boolean =>
  config.dev && /vite-(hmr|ping)/.test(request.headers['sec-websocket-protocol'] ?? '');

/** Used between listening and ready, while the site may be building. */
const answerNotReady = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ message: 'Service Unavailable' }));
};
const refuseNotReady = (_request: IncomingMessage, stream: Duplex): void =>
  refuseUpgrade(stream, 503);

/** Resumes a request without a body: an unread one costs 50 µs more to answer. */
const consumeEmpty = (request: IncomingMessage): void => {
  if (declaredLength(request) === 0) request.resume();
};

/** The site is read-only and accepts no bodies. */
const notAllowed = { status: 405, headers: { allow: 'GET, HEAD', ...apiHeaders } };
const isReading = (request: IncomingMessage): boolean =>
  ['GET', 'HEAD'].includes(request.method ?? 'GET') && declaredLength(request) === 0;

const reportUpgrade = (env: BackendEnv): void => {
  const upgrade = upgradeOf(env);
  if (!upgrade) return;
  const { from, to, copy } = upgrade;
  console.log(`Upgraded the data file from version ${from} to ${to}. A copy from before: ${copy}`);
};

const start = async (config: Config): Promise<RunningServer> => {
  const tls = readTls(config);
  const isTls = tls !== null;
  const folder = resolve(config.data);
  makeFolder(folder);
  const env = setBackendEnv(folder, config);
  reserveDisk(config['disk-reserve'] * 1024 * 1024);
  const unlock = lockFolder(folder);
  makeFile(env.TABLE_NAME);
  await refuseDamaged(env);
  await Promise.all([prepareDatabase(env), prepareFiles(env)]);
  reportUpgrade(env);
  const metrics = await startMetrics(env, config);
  const files = makeFileGateway(signedFiles(env));
  const identities = identityProvider(env);
  const authorizer = makeJwtAuthorizer((token) => identities.claimsOf(token));
  // Everything that blocks the event loop runs before listening: clients that wait for a restart are better
  // refused, and spread by their backoff, than queued.
  const [api, sockets] = await Promise.all([
    makeHttpGateway(authorizer, {
      corsOrigins: config['cors-origin'],
      userWritesPerSecond: config['user-writes'],
      durable: () => durable(env),
      observe: metrics?.observeRequest ?? null,
    }),
    makeWebSocketGateway(),
  ]);
  const server = tls
    ? createTlsServer({ ...serverOptions, handshakeTimeout: serverOptions.headersTimeout, ...tls })
    : createServer(serverOptions);
  const isTrusted = makeIsTrusted(config['trust-proxy']);
  const connections = new Connections(server, isTrusted);
  const door = makeDoor(config, { isTrusted, cert: tls?.cert ?? null });
  server.on('request', answerNotReady);
  server.on('upgrade', refuseNotReady);
  // Listens before the site is built, which may take long, so that a used port is reported soon.
  const address = await listen(server, config);
  const site = await makeSite(config, server);
  server.off('request', answerNotReady).off('upgrade', refuseNotReady);
  /** Answers programs; false for a request of a browser. */
  const answersProgram = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url !== jwksPath) return metrics?.answers(request, response) ?? false;
    answerJwks(identities, request, response);
    return true;
  };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const peer = door.peerOf(request);
    const path = request.url ?? '/';
    if (!connections.begin(request, response)) {
      response.shouldKeepAlive = false;
      answer(request, response, refusals.busy());
    } else if (!door.knows(peer)) answer(request, response, refusals.unknownHost());
    else if (isApi(path)) api(request, response, peer);
    else if (isFilesPath(request)) files(request, response, peer);
    else if (answersProgram(request, response)) return;
    else if (!isReading(request)) answer(request, response, notAllowed);
    else site.handle(request, response, peer.isHttps);
  };
  /** An exception in one request must not end the process. */
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    try {
      handle(request, response);
    } catch (error) {
      logFailure('request', error);
      if (response.headersSent) response.destroy();
      else answer(request, response, gatewayAnswer('failed'));
    }
  };
  server.on('request', consumeEmpty).on('request', onRequest);
  // A client with `Expect: 100-continue` is answered by the same handler, after its headers were checked.
  server.on('checkContinue', onRequest);
  server.on('upgrade', (request, stream, head) => {
    // Without a listener a reset would end the process.
    stream.on('error', () => stream.destroy());
    const peer = door.peerOf(request);
    if (!door.knows(peer)) return refuseUpgrade(stream, 421);
    if (/^\/ws\/?($|\?)/.test(request.url ?? '')) {
      connections.release(request);
      sockets.upgrade(request, stream, { head, peer }).catch((error: unknown) => {
        logFailure('request', error);
        stream.destroy();
      });
    } else if (!isHotReload(config, request)) refuseUpgrade(stream, 404);
  });
  const unwatch = watchSessions(env);
  const readOnly = followReadOnly(folder);
  const removals = startRemovals(env);
  const expiry = startExpiry(env);
  const closing = new AbortController();
  packGuards(env, closing.signal).catch((error: unknown) => logFailure('upgrade', error));
  const checks = startDataChecks(env);
  const backups = startBackups(folder, config);
  const notifications = config['push-contact'] ? await startNotifications(env) : null;
  if (notifications) reportNotifying();
  const sweep = setInterval(
    () => sweepAll(env).catch((error: unknown) => logFailure('sweep', error)),
    sweepMs,
  );
  sweep.unref();
  return {
    url: urlOf(address, isTls),
    close: async () => {
      clearInterval(sweep);
      closing.abort();
      unwatch();
      readOnly.stop();
      checks.stop();
      backups?.stop();
      metrics?.stop();
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      await sockets.close();
      await Promise.race([closed, new Promise((done) => setTimeout(done, 5_000).unref())]);
      server.closeAllConnections();
      await site.close();
      await expiry.stop();
      await removals.stop();
      await notifications?.stop();
      closeDatabase(env);
      unlock();
    },
  };
};

/** Serves the site, the HTTP API and the WebSocket at one address. @throws when any part cannot start */
export const startServer = (config: Config): Promise<RunningServer> =>
  namingDamage(() => start(config));
