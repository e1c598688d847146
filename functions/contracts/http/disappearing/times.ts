/** Seconds after which messages may disappear: 1 day, 7 days, 90 days. */
export const disappearingSeconds = [86_400, 604_800, 7_776_000] as const;
export type DisappearingSeconds = (typeof disappearingSeconds)[number];

/** How it is stored: 0 for "never". */
export const storedAfter = (after: DisappearingSeconds | null): number => after ?? 0;
export const afterOf = (stored: number): DisappearingSeconds | null =>
  disappearingSeconds.find((seconds) => seconds === stored) ?? null;
