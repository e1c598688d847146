import { mkdirSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { closeDatabase, identityProvider, prepareDatabase } from '#backend';
import type { Config } from './config.ts';
import { setBackendEnv } from './config.ts';
import { makeJwtAuthorizer } from './gateway/authorizer.ts';
import { makeHttpGateway } from './gateway/http-gateway.ts';
import { makeWebSocketGateway } from './gateway/websocket-gateway.ts';
import { builtSiteFolder } from './site/build.ts';
import { builtSite } from './site/built-site.ts';
import { noSite, type Site } from './site/site.ts';

export interface RunningServer {
  readonly url: string;
  /** Stops taking requests, lets running ones end, closes sockets and the data file. */
  close(): Promise<void>;
}

const listen = (server: Server, { port, host }: Config): Promise<AddressInfo> =>
  new Promise((done, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => done(server.address() as AddressInfo));
  });

const urlOf = ({ address, port, family }: AddressInfo): string => {
  if (address === '127.0.0.1' || address === '::1') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
};

const makeSite = async (config: Config, server: Server): Promise<Site> => {
  if (config['api-only']) return noSite;
  if (config.dev) return (await import('./site/dev-site.ts')).devSite(server);
  return builtSite(await builtSiteFolder((line) => console.log(line)), false);
};

/** The keys of this install's access tokens, where OpenID Connect clients look for them. */
const jwksPath = '/.well-known/jwks.json';
const answerJwks = async (
  identities: ReturnType<typeof identityProvider>,
  response: ServerResponse,
): Promise<void> => {
  const jwks = JSON.stringify(await identities.jwks());
  response.setHeader('content-type', 'application/json').end(jwks);
};

const isApi = (path: string): boolean => path === '/api' || /^\/api[/?]/.test(path);

/** One address for the site, the HTTP API and the WebSocket. @throws when any part cannot start */
export const startServer = async (config: Config): Promise<RunningServer> => {
  const folder = resolve(config.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const env = setBackendEnv(join(folder, 'parley.db'), config);
  const server = createServer();
  // First, so that a taken port is told before anything else is done.
  const address = await listen(server, config);
  await prepareDatabase(env);
  const identities = identityProvider(env);
  const authorizer = makeJwtAuthorizer((token) => identities.claimsOf(token));
  const [api, sockets, site] = await Promise.all([
    makeHttpGateway(authorizer, false),
    makeWebSocketGateway(),
    makeSite(config, server),
  ]);
  server.on('request', (request, response) => {
    const path = request.url ?? '/';
    if (isApi(path)) api(request, response);
    else if (path === jwksPath) answerJwks(identities, response);
    else site.handle(request, response);
  });
  server.on('upgrade', (request, stream, head) => {
    if (/^\/ws\/?($|\?)/.test(request.url ?? '')) sockets.upgrade(request, stream, head);
    else if (!config.dev) stream.destroy();
  });
  return {
    url: urlOf(address),
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      await sockets.close();
      await Promise.race([closed, new Promise((done) => setTimeout(done, 5_000).unref())]);
      server.closeAllConnections();
      await site.close();
      closeDatabase(env);
    },
  };
};
