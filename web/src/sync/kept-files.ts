import { create } from 'zustand';

/** Does this browser store files until they are sent? Private windows may not, and full disks do not. */
export const useKeptFiles = create(() => ({ areKept: true }));
