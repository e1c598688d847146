/** Epoch milliseconds as clients see them: UTC ISO 8601 with milliseconds and `Z`. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const isoTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : isoTime(milliseconds);
