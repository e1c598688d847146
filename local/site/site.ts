import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves everything that is neither API nor WebSocket. */
export interface Site {
  handle(request: IncomingMessage, response: ServerResponse, isHttps: boolean): void;
  close(): Promise<void>;
}

/** Serves no site: for API clients only. */
export const noSite: Site = {
  handle: (_request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Parley serves no site here.\n');
  },
  close: async () => undefined,
};
