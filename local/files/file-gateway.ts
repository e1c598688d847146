import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileDesk } from '#backend';
import { filesPath } from '#backend';
import { serveDownload } from './download.ts';
import { refuse } from './s3-error.ts';
import { takeUpload } from './upload.ts';

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

export const isFilesPath = (request: IncomingMessage): boolean => {
  const path = pathOf(request);
  return path === filesPath || path.startsWith(`${filesPath}/`);
};

/** A page that shows the progress of an upload asks before it sends. */
const answerPreflight = (request: IncomingMessage, response: ServerResponse): void => {
  request.resume();
  response.writeHead(204, {
    'access-control-allow-methods': 'POST, GET',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '3600',
  });
  response.end();
};

/** What a bucket does on AWS: takes signed forms and serves signed URLs, and nothing without. */
export const makeFileGateway = (desk: FileDesk) => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = pathOf(request).slice(filesPath.length + 1);
    const method = request.method ?? 'GET';
    // As the bucket has it: the signature is the permission, and no cookie counts.
    response.setHeader('access-control-allow-origin', '*');
    if (method === 'OPTIONS') return answerPreflight(request, response);
    if (method === 'POST' && token === '') return takeUpload(desk, request, response);
    request.resume();
    if (token !== '' && ['GET', 'HEAD'].includes(method)) {
      return serveDownload(desk, token, request, response);
    }
    response.setHeader('allow', token === '' ? 'POST' : 'GET, HEAD');
    refuse(response, 'MethodNotAllowed', 'The specified method is not allowed here.');
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 'InternalError', 'We encountered an internal error.');
    });
  };
};
