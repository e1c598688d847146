import { type ChildProcess, spawn } from 'node:child_process';

/** Ends the process `$0` when standard input is closed, if necessary by SIGKILL. */
const script = 'cat >/dev/null; kill -TERM "$0"; sleep 5; kill -KILL "$0"';

/**
 * Ends a child process when this process ends, in any way: a watcher holds one end of a pipe, which
 * the system closes even after SIGKILL. `isGroup`: the child leads a process group, all of which is
 * ended.
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
    // A group's processes may outlive its leader; a single process is gone, and its id may be
    // reused.
    if (isGroup) watcher.stdin.end();
    else watcher.kill('SIGKILL');
  });
};
