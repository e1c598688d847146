import { createStore as createVanillaStore } from 'zustand/vanilla';

/** A value with subscribers; compatible with zustand's `useStore`. */
export interface Store<T> {
  getState(): T;
  getInitialState(): T;
  /** Merges into an object, unless `replace`. */
  setState(next: Partial<T> | ((state: T) => Partial<T>), replace?: false): void;
  setState(next: T | ((state: T) => T), replace: true): void;
  /** Returns an unsubscribe function. */
  subscribe(listener: (state: T, before: T) => void): () => void;
}

export const createStore: <T>(initial: () => T) => Store<T> = createVanillaStore;
