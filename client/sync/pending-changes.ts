import type { ErrorCode } from '#contracts/errors.ts';
import { ApiError } from '../http/api-error.ts';
import type { Store } from '../platform/store.ts';
import { createStore } from '../platform/store.ts';

/** Absent if the server gave no error code. */
export type RefusalCode = ApiError['code'] | ErrorCode;

export interface PendingState<C, R> {
  /** Changes without an answer, by id. */
  readonly pending: Readonly<Record<string, C>>;
  readonly refused: R | null;
}

interface PendingDeps<C, R> {
  /** Sends a change and applies its answer. */
  readonly send: (id: string, change: C) => Promise<void>;
  /** A change after one that has no answer. */
  readonly merge: (known: C | undefined, change: C) => C;
  /** The part that one request can take; everything, if absent. */
  readonly portion?: (wanted: C) => C;
  /** What is left when `sent` has its answer, or was refused; undefined if nothing is. */
  readonly rest: (wanted: C, sent: C, code?: RefusalCode) => C | undefined;
  readonly refusalOf: (id: string, code: RefusalCode | undefined) => R;
}

/**
 * Sends changes of the user by id, one request at a time for each. They are shown at once; changes without an
 * answer are sent again when the server can be reached; refused ones are undone.
 */
export const createPendingChanges = <C, R>(deps: PendingDeps<C, R>) => {
  const wanted = new Map<string, C>();
  const busy = new Set<string>();
  const store: Store<PendingState<C, R>> = createStore<PendingState<C, R>>(() => ({
    pending: {},
    refused: null,
  }));
  const show = (): void => store.setState({ pending: Object.fromEntries(wanted) });

  const settle = (id: string, sent: C, code?: RefusalCode): void => {
    const known = wanted.get(id);
    const left = known === undefined ? undefined : deps.rest(known, sent, code);
    if (left === undefined) wanted.delete(id);
    else wanted.set(id, left);
    show();
  };

  /** False: the server cannot be reached, so the change waits. */
  const isSettled = async (id: string, change: C): Promise<boolean> => {
    try {
      await deps.send(id, change);
      settle(id, change);
    } catch (error) {
      if (error instanceof ApiError && error.isTransient) return false;
      const code = error instanceof ApiError ? error.code : undefined;
      settle(id, change, code);
      store.setState({ refused: deps.refusalOf(id, code) });
    }
    return true;
  };

  const run = async (id: string): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    for (let next = wanted.get(id); next !== undefined; next = wanted.get(id)) {
      if (!(await isSettled(id, deps.portion?.(next) ?? next))) break;
    }
    busy.delete(id);
  };

  return {
    store,
    change: (id: string, change: C): void => {
      wanted.set(id, deps.merge(wanted.get(id), change));
      show();
      void run(id);
    },
    /** The server can be reached: sends changes without an answer. */
    resume: (): void => {
      for (const id of wanted.keys()) void run(id);
    },
    /** The user has seen the refusal. */
    dismiss: (): void => store.setState({ refused: null }),
    reset: (): void => {
      wanted.clear();
      show();
    },
  };
};
