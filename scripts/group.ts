import { spawn } from 'node:child_process';
import { UserError } from './command.ts';

/** One of several commands that share an npm script. */
export interface Member {
  readonly script: string;
  readonly summary: string;
  /** Resolves `#backend` to the one-process home. */
  readonly isLocal?: boolean;
}
export type Members = Readonly<Record<string, Member>>;

const quiet = '--disable-warning=ExperimentalWarning';

/** Runs a member in a process with the flags of Node that it needs; resolves to its exit code. */
export const runMember = (member: Member, args: readonly string[]): Promise<number> => {
  const flags = [quiet, ...(member.isLocal ? ['--conditions=local'] : [])];
  const child = spawn(process.execPath, [...flags, member.script, ...args], { stdio: 'inherit' });
  // Ctrl+C also reaches the child, which decides when to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
};

/** The help of a group: its members, with a description of each. */
export const groupHelp = (name: string, members: Members): string => {
  const width = Math.max(...Object.keys(members).map(({ length }) => length)) + 2;
  const lines = Object.entries(members).map(
    ([member, { summary }]) => `  ${member.padEnd(width)}${summary}`,
  );
  const usage = `npm run ${name} -- <name> [options]`;
  return `${usage}\n\n${lines.join('\n')}\n\nnpm run ${name} -- <name> --help lists the options of one.\n`;
};

/** The member of that name. @throws UserError if the group has none */
export const memberOf = (group: string, members: Members, name: string): Member => {
  const member = members[name];
  if (member) return member;
  throw new UserError(`there is no ${group} "${name}": ${Object.keys(members).join(', ')}`);
};
