const everyMs = 2_000;

/** Prints a line at most every two seconds. */
export const progress = (): ((line: string) => void) => {
  let next = 0;
  return (line) => {
    const now = performance.now();
    if (now < next) return;
    next = now + everyMs;
    console.log(line);
  };
};
