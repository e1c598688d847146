import { create } from 'zustand';

/** The conversation that the user is asked about before it is cleared. */
export const useClearing = create<{ id: string | null }>(() => ({ id: null }));

export const askToClear = (id: string | null): void => useClearing.setState({ id });
