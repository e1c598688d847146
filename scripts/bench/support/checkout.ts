import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** A checkout of the commit with its packages, created once. */
export const checkout = (commit: string): string => {
  const hash = execFileSync('git', ['rev-parse', '--short', `${commit}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const folder = resolve(root, '.cache/bench', hash);
  if (!existsSync(resolve(folder, 'node_modules'))) {
    console.log(`Checking out ${hash} and installing its packages…`);
    const inherit = { cwd: root, stdio: 'inherit' } as const;
    if (!existsSync(folder))
      execFileSync('git', ['worktree', 'add', '--detach', folder, hash], inherit);
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { ...inherit, cwd: folder });
  }
  return folder;
};
