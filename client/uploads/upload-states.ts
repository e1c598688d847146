import { createStore } from '../platform/store.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { Refusal } from './refused-file.ts';

/** `waiting`: no answer came; a retry is planned. `share`: progress, 0 to 1. */
export type UploadState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

interface StateEvent {
  readonly fileId: string;
  readonly state: UploadState;
}

/** Number of progress steps that are published to other tabs. */
const STEPS = 20;
const stepOf = (state: UploadState | undefined): number | null =>
  state?.kind === 'uploading' ? Math.floor(state.share * STEPS) : null;

/** The state of each file by its id, shared among the tabs of a browser. */
export const createUploadStates = (bus: TabBus) => {
  const store = createStore<{ states: Readonly<Record<string, UploadState>> }>(() => ({
    states: {},
  }));
  const topic = bus.topic<StateEvent>('uploads');
  const show = ({ fileId, state }: StateEvent): void =>
    store.setState(({ states }) => ({ states: { ...states, [fileId]: state } }));
  topic.receive(show);
  return {
    store,
    set: (fileId: string, state: UploadState): void => {
      const before = store.getState().states[fileId];
      show({ fileId, state });
      const isSameStep = before?.kind === state.kind && stepOf(before) === stepOf(state);
      if (!isSameStep) topic.post({ fileId, state });
    },
    drop: (fileIds: readonly string[]): void =>
      store.setState(({ states }) => ({
        states: Object.fromEntries(Object.entries(states).filter(([id]) => !fileIds.includes(id))),
      })),
  };
};
