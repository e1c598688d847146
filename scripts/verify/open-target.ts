import { readFileSync } from 'node:fs';
import { UserError } from '../command.ts';
import type { GivenAccount } from './people.ts';
import type { Need, Target } from './target.ts';

/** Needs that only a deployed stage meets. */
const ofStages: readonly Need[] = ['stage', 'cloudfront', 'aws', 'monitoring'];

export interface Wanted {
  readonly isLong: boolean;
  /** Whether no site is served there. */
  readonly isApiOnly: boolean;
  /** Capabilities that the home lacks, by the names of test/support/endpoint.ts. */
  readonly lacks: readonly string[];
}

const addressOf = (text: string, schemes: RegExp): string => {
  if (!URL.canParse(text) || !schemes.test(new URL(text).protocol)) {
    throw new UserError(`${text} is no address`);
  }
  return text.replace(/\/+$/, '');
};

/** A Parley at an address: in one process, on an emulator, or a stage without rights to it. */
export const targetAt = (url: string, socketUrl: string | undefined, wanted: Wanted): Target => {
  const site = addressOf(url, /^https?:$/);
  const lacks = new Set<Need>([...ofStages, ...(wanted.lacks as Need[])]);
  if (!wanted.isLong) lacks.add('long');
  if (wanted.isApiOnly) lacks.add('site');
  if (!site.startsWith('https:')) lacks.add('https');
  return {
    url: site,
    siteUrl: site,
    socketUrl: socketUrl ? addressOf(socketUrl, /^wss?:$/) : `${site.replace(/^http/, 'ws')}/ws`,
    stage: null,
    lacks,
  };
};

/**
 * Accounts from a file with a name and a password per line, separated by the first space or tab: passwords on
 * the command line would be visible in the process list.
 */
export const readAccounts = (file: string): GivenAccount[] =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, username, password] = /^(\S+)[ \t]+(.+)$/.exec(line) ?? [];
      if (!username || !password) throw new UserError(`${file}: a line is "name password"`);
      return { username, password };
    });
