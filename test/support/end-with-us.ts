import { type ChildProcess, spawn } from 'node:child_process';

/** Ends what `$0` names once standard input is closed, and makes sure of it. */
const script = 'cat >/dev/null; kill -TERM "$0"; sleep 5; kill -KILL "$0"';

/**
 * Ends a child process when this process ends, however that happens: a watcher holds one end of a pipe, which the
 * system closes even after SIGKILL. `isGroup`: the child leads a process group, all of which is ended.
 */
export const endWithUs = (child: ChildProcess, { isGroup = false } = {}): void => {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const target = String(isGroup ? -child.pid : child.pid);
  const watcher = spawn('sh', ['-c', script, target], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  child.once('exit', () => {
    // Its children may outlive the leader of a group; a single process is gone, and its number may be reused.
    if (isGroup) watcher.stdin.end();
    else watcher.kill('SIGKILL');
  });
};
