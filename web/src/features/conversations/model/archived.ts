import { create } from 'zustand';

/** The conversation that was archived last: the notice offers to undo it. */
export const useArchived = create<{ id: string | null }>(() => ({ id: null }));
