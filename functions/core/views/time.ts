/** A message has the same time up to three times. */
let last = { milliseconds: 0, text: new Date(0).toISOString() };

/** Epoch milliseconds as clients see them: UTC ISO 8601 with milliseconds and `Z`. */
export const isoTime = (milliseconds: number): string => {
  if (milliseconds !== last.milliseconds) {
    last = { milliseconds, text: new Date(milliseconds).toISOString() };
  }
  return last.text;
};

export const isoTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : isoTime(milliseconds);
