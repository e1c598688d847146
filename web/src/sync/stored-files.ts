import { create } from 'zustand';

/**
 * Whether this browser persists files until they are sent. Private windows and full disks may not.
 */
export const useStoredFiles = create(() => ({ areStored: true }));
