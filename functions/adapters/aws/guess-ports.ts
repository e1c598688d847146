import type { PasswordQueue } from '../../core/ports/identity.ts';
import { counterStore } from './dynamodb/counter-store.ts';
import { knownSourceStore } from './dynamodb/known-source-store.ts';
import type { TableEnv } from './dynamodb/table.ts';

/** Cognito hashes, and a waiting function costs as much as a working one: nothing waits here. */
export const noPasswordQueue: PasswordQueue = { run: (_turn, work) => work() };

/** What limits guesses of passwords. */
export const guessPorts = (env: TableEnv) => ({
  counters: counterStore(env),
  sources: knownSourceStore(env),
  queue: noPasswordQueue,
});
