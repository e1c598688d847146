import type { ErrorCode } from '#contracts/errors.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Store } from '../../platform/store.ts';
import { createStore } from '../../platform/store.ts';
import type { TabBus } from '../../tabs/bus.ts';
import type { LeaderLocks } from '../../tabs/leader.ts';
import type { ChangeStorage } from './change-storage.ts';
import { changesOfKind } from './change-storage.ts';

/** Absent if the server gave no error code. */
export type RefusalCode = ApiError['code'] | ErrorCode;

export interface PendingState<C, R> {
  /** Changes without an answer, by id. */
  readonly pending: Readonly<Record<string, C>>;
  readonly refused: R | null;
}

/** Where the changes of one user wait. */
export interface PendingPlace {
  readonly userId: string;
  readonly changes: ChangeStorage;
  readonly bus: TabBus;
  /** Null without Web Locks: then several pages may send the same change. */
  readonly locks: LeaderLocks | null;
}

interface PendingDeps<C, R> {
  readonly kind: 'settings' | 'marks' | 'reactions';
  readonly place: PendingPlace;
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
 * Sends changes of the user by id, one request at a time for each, also among the pages of a browser. They are shown
 * at once and kept until the server has answered: changes without an answer are sent again when it can be reached, by
 * any page, also after all were closed. Refused ones are undone.
 */
export const createPendingChanges = <C, R>(deps: PendingDeps<C, R>) => {
  const { kind, place } = deps;
  // The storage decides, not the memory of this page: another page may add to a change, or send it.
  const kept = changesOfKind<C>(place.changes, kind);
  /** What this page shows: changes made here, or found when it opened. */
  const shown = new Set(kept.ids());
  const busy = new Set<string>();
  /** Says that a change has its answer. */
  const topic = place.bus.topic<null>(`changes:${kind}`);
  let isStopped = false;
  const pending = (): Readonly<Record<string, C>> =>
    Object.fromEntries(Object.entries(kept.all()).filter(([id]) => shown.has(id)));
  const store: Store<PendingState<C, R>> = createStore<PendingState<C, R>>(() => ({
    pending: pending(),
    refused: null,
  }));
  const show = (): void => {
    if (!isStopped) store.setState({ pending: pending() });
  };
  topic.receive(show);

  const settle = (id: string, sent: C, code?: RefusalCode): void => {
    const known = kept.get(id);
    if (known !== undefined) kept.set(id, deps.rest(known, sent, code));
    show();
    topic.post(null);
  };

  /** False: no answer to this change can be had now, so it waits. */
  const isSettled = async (id: string, change: C): Promise<boolean> => {
    try {
      await deps.send(id, change);
      settle(id, change);
    } catch (error) {
      if (error instanceof ApiError && !error.isRefusal) return false;
      const code = error instanceof ApiError ? error.code : undefined;
      settle(id, change, code);
      store.setState({ refused: deps.refusalOf(id, code) });
    }
    return true;
  };

  const sendAll = async (id: string): Promise<void> => {
    for (let next = kept.get(id); next !== undefined && !isStopped; next = kept.get(id)) {
      if (!(await isSettled(id, deps.portion?.(next) ?? next))) break;
    }
    // Not later: a change that comes now starts its own run.
    busy.delete(id);
    show();
  };

  const run = (id: string): void => {
    if (busy.has(id) || isStopped) return;
    busy.add(id);
    const alone = (): Promise<void> => sendAll(id);
    const name = `parley-change:${place.userId}:${kind}:${id}`;
    // The browser may block locks together with site data.
    if (place.locks) place.locks.request(name, {}, alone).catch(alone);
    else void alone();
  };

  return {
    store,
    change: (id: string, change: C): void => {
      kept.set(id, deps.merge(kept.get(id), change));
      shown.add(id);
      show();
      run(id);
    },
    /** The server can be reached: sends changes without an answer. */
    resume: (): void => {
      for (const id of kept.ids()) run(id);
    },
    /** The user has seen the refusal. */
    dismiss: (): void => store.setState({ refused: null }),
    /** Sends and shows nothing more. What waits stays kept. */
    stop: (): void => {
      isStopped = true;
      store.setState({ pending: {} });
    },
  };
};
