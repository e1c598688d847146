import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignedFiles } from '#backend';
import { filesPath } from '#backend';
import { processLimits } from '#contracts/limits.ts';
import { answer } from '../gateway/answer.ts';
import type { Peer } from '../gateway/peer.ts';
import { Slots } from '../limits/slots.ts';
import { logFailure } from '../log-failure.ts';
import { serveDownload } from './download.ts';
import type { Exchange } from './exchange.ts';
import { refuse } from './s3-error.ts';
import { takeUpload } from './upload.ts';

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

export const isFilesPath = (request: IncomingMessage): boolean => {
  const path = pathOf(request);
  return path === filesPath || path.startsWith(`${filesPath}/`);
};

/** Browsers send a preflight before an upload with progress events. */
const answerPreflight = ({ request, response }: Exchange): Promise<void> =>
  answer(request, response, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST, GET',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '3600',
    },
  });

/** Does what S3 does on AWS: accepts signed forms, serves signed URLs, and refuses everything else. */
export const makeFileGateway = (files: SignedFiles) => {
  const uploads = new Slots(processLimits.uploads);
  const downloads = new Slots(processLimits.downloads);

  /** Runs `work` within the transfer limit of the address, or refuses. */
  const counted = async (slots: Slots, exchange: Exchange, work: () => Promise<void>) => {
    const { peer } = exchange;
    if (!slots.take(peer)) return refuse(exchange, 'SlowDown', 'Please reduce your request rate.');
    try {
      await work();
    } finally {
      slots.give(peer);
    }
  };

  const handle = async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    const token = pathOf(request).slice(filesPath.length + 1);
    const method = request.method ?? 'GET';
    // As in the bucket's CORS rules: the signature is the permission, no cookie counts.
    response.setHeader('access-control-allow-origin', '*');
    if (method === 'OPTIONS') return answerPreflight(exchange);
    if (method === 'POST' && token === '') {
      return counted(uploads, exchange, () => takeUpload(files, exchange));
    }
    if (token !== '' && ['GET', 'HEAD'].includes(method)) {
      return counted(downloads, exchange, () => serveDownload(files, token, exchange));
    }
    response.setHeader('allow', token === '' ? 'POST' : 'GET, HEAD');
    return refuse(exchange, 'MethodNotAllowed', 'The specified method is not allowed here.');
  };

  return (request: IncomingMessage, response: ServerResponse, peer: Peer): void => {
    const exchange = { request, response, peer };
    handle(exchange).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      logFailure('file', error);
      if (response.headersSent) response.destroy();
      else refuse(exchange, 'InternalError', 'We encountered an internal error.');
    });
  };
};
