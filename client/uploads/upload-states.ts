import { createStore } from '../platform/store.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { Refusal } from './refused-file.ts';

/** `waiting`: no answer came, and the next attempt is to come. `share` is 0 to 1. */
export type UploadState =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

interface StateNews {
  readonly fileId: string;
  readonly state: UploadState;
}

/** Steps of progress that other pages are told of. */
const STEPS = 20;
const stepOf = (state: UploadState | undefined): number | null =>
  state?.kind === 'uploading' ? Math.floor(state.share * STEPS) : null;

/** How far each file is, by its id; the pages of a browser tell each other. */
export const createUploadStates = (bus: TabBus) => {
  const store = createStore<{ states: Readonly<Record<string, UploadState>> }>(() => ({
    states: {},
  }));
  const topic = bus.topic<StateNews>('uploads');
  const show = ({ fileId, state }: StateNews): void =>
    store.setState(({ states }) => ({ states: { ...states, [fileId]: state } }));
  topic.hear(show);
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
