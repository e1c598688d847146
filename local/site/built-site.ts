import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { siteHeaders } from '#contracts/headers/site-headers.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Site } from './site.ts';

/** Extensions of the files that Vite builds for this site. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Smallest first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

interface Stored {
  readonly bytes: Buffer;
  readonly modified: Date;
}
type Files = ReadonlyMap<string, Stored>;

/**
 * Two megabytes, in memory: a response needs no file handle and no buffer, even if many clients request files
 * and never read them. A build that is removed meanwhile is still served completely.
 */
const readFiles = (folder: string): Files =>
  new Map(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => {
        const path = `/${relative(folder, file).replaceAll(sep, '/')}`;
        return [path, { bytes: readFileSync(file), modified: statSync(file).mtime }] as const;
      })
      .filter(([path]) => !path.includes('/.')),
  );

const pathOf = ({ url = '/' }: IncomingMessage): string => {
  const path = url.split('?', 1)[0] ?? '/';
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

const indexPath = '/index.html';
/** A path without a file is a page of the site, unless it has a file extension: a user's name may have a dot. */
const nameOf = (files: Files, path: string): string | undefined => {
  if (files.has(path)) return path;
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /\.\w+$/.test(last) && !path.startsWith('/u/') ? undefined : indexPath;
};

/** Files with hashed names never change. */
const cachingOf = (name: string): string =>
  name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

const answerOf = (files: Files, { headers: asked }: IncomingMessage, name: string): Answer => {
  const accepted = asked['accept-encoding'] ?? '';
  const [encoding, suffix = ''] =
    encodings.find(([one, ending]) => accepted.includes(one) && files.has(name + ending)) ?? [];
  const file = files.get(name + suffix);
  if (!file) return { status: 404 };
  const etag = `W/"${file.bytes.length}-${file.modified.getTime()}"`;
  const headers = { etag, 'cache-control': cachingOf(name), vary: 'Accept-Encoding' };
  if (asked['if-none-match'] === etag) return { status: 304, headers };
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'last-modified': file.modified.toUTCString(),
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body: file.bytes,
  };
};

const headersFor = (isHttps: boolean) => new Map(Object.entries(siteHeaders(isHttps)));

/** Sent in one piece, since all files are small: thousands may be requested at once. */
const send = (response: ServerResponse, { status, headers = {}, body }: Answer): void => {
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body ?? '') };
  response.writeHead(status, { ...headers, ...length }).end(body);
};

/** Serves the built files, read into memory at start; any other path is a page of the site. */
export const builtSite = (folder: string): Site => {
  const headersOf = { http: headersFor(false), https: headersFor(true) };
  const files = readFiles(folder);
  return {
    handle: (request, response, isHttps) => {
      response.setHeaders(headersOf[isHttps ? 'https' : 'http']);
      const name = nameOf(files, pathOf(request));
      send(response, name === undefined ? { status: 404 } : answerOf(files, request, name));
    },
    close: async () => undefined,
  };
};
