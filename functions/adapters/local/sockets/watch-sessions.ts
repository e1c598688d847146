import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import { isSocketAccepted } from '#core/domain/user.ts';
import type { Connection } from '#core/ports/sockets.ts';
import type { Database } from '../sqlite/database.ts';
import { userOf } from '../sqlite/rows.ts';
import type { MemoryConnectionRegistry } from './memory-registries.ts';
import type { SocketHub } from './socket-hub.ts';

/** A socket without traffic is closed after this time at most. */
const everyMs = 1_000;

/**
 * Detects sessions that another process (`npm run users`) ends: by the data file's version before each push
 * or frame, otherwise within a second. Returns the function that stops it.
 */
export const watchSessions = (
  db: Database,
  registry: MemoryConnectionRegistry,
  hub: SocketHub,
): (() => void) => {
  let version = db.dataVersion();
  const lasts = (connection: Connection): boolean => {
    const row = db.get('SELECT * FROM users WHERE id = ?', connection.userId);
    return row !== undefined && isSocketAccepted(userOf(row), connection);
  };
  registry.watch({
    mayHaveEnded: () => {
      const before = version;
      version = db.dataVersion();
      return version !== before;
    },
    lasts,
    close: ({ id }) => {
      const payload = { code: closeCodes.unauthenticated, detail: frameErrors.unauthenticated };
      hub.post(id, { type: 'error', payload });
      hub.disconnect(id, closeCodes.unauthenticated);
    },
  });
  const timer = setInterval(() => registry.dropEnded(), everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    registry.watch(null);
  };
};
