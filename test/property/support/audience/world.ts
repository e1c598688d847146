import type { Stores } from '#test/support/ports/stores.ts';
import type { Model } from './model.ts';
import type { Server } from './server.ts';

/** What the steps of a run share. */
export interface World {
  readonly model: Model;
  readonly server: Server;
  readonly stores: Stores;
  /** Unique to this run, because the stores are shared. */
  readonly prefix: string;
  /** Numbers texts, names and sockets. */
  count: number;
}
