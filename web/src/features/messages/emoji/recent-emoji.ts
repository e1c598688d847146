const key = 'parley-recent-emoji';
/** Two rows. */
const MAX_RECENT = 18;

/** Recently picked emoji of this device, latest first. */
export const readRecentEmoji = (): string[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];
  } catch {
    // Storage is forbidden, or the value is invalid.
    return [];
  }
};

export const rememberEmoji = (emoji: string): void => {
  const others = readRecentEmoji().filter((other) => other !== emoji);
  try {
    localStorage.setItem(key, JSON.stringify([emoji, ...others].slice(0, MAX_RECENT)));
  } catch {
    // Without storage, nothing is remembered.
  }
};

export const eraseRecentEmoji = (): void => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage, there is nothing to erase.
  }
};
