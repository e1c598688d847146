const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['Mac', /Mac OS/],
  ['Chromebook', /CrOS/],
  ['Linux', /Linux/],
] as const;

/** A name for a passkey that this device makes; null if the browser does not say what it runs on. */
export const deviceName = (userAgent: string): string | null =>
  systems.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
