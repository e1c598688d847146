/** A whole number from the command line; anything else ends the process with a message. */
export const numberOption = (name: string, text: string, { min = 1 } = {}): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min) return number;
  console.error(`--${name} takes a whole number, at least ${min}; see --help`);
  process.exit(1);
};
