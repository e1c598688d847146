import { locale } from './time.ts';

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** "870 byte", "12 kB", "3.4 MB", in the reader's language. */
export const sizeWords = (bytes: number): string => {
  const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 2 && bytes < 10_000_000 ? 1 : 0,
  }).format(bytes / 1_000 ** power);
};
