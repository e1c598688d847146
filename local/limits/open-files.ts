import { readFileSync } from 'node:fs';
import { processLimits } from '#contracts/limits.ts';

/** Files that this process may open, from /proc/self/limits; null without a limit or without /proc. */
const ownLimit = (): number | null => {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return found ? Number(found[1]) : null;
  } catch {
    return null;
  }
};

/** `otherFiles` are the data file, files of the site and backups. */
const { connections, uploads, downloads, sockets, otherFiles } = processLimits;
const reserved = connections.total + uploads.total + downloads.total + otherFiles;

/**
 * How many WebSockets this process accepts: each is an open file, and the system's limit (`ulimit -n`) must leave
 * some for requests, uploads and the data file. At least half of a low limit is for WebSockets.
 */
export const maxSockets = (openFiles = ownLimit()): number =>
  openFiles === null
    ? sockets.total
    : Math.min(sockets.total, Math.max(openFiles - reserved, Math.floor(openFiles / 2)));
