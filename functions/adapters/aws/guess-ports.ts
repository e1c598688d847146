import type { PasswordQueue } from '#core/ports/identity.ts';
import { counterStore } from './dynamodb/counter-store.ts';
import type { TableEnv } from './dynamodb/table/table.ts';
import { knownSourceStore } from './dynamodb/users/known-source-store.ts';

/** No queue: Cognito hashes, and a waiting function costs as much as a working one. */
export const noPasswordQueue: PasswordQueue = { run: (_turn, work) => work() };

/** The ports that limit password guesses. */
export const guessPorts = (env: TableEnv) => ({
  counters: counterStore(env),
  sources: knownSourceStore(env),
  queue: noPasswordQueue,
});
