type Cleanup = () => void | Promise<void>;

const cleanups: Cleanup[] = [];

/**
 * Runs after the last test of this test file, the latest registration first. For modules that several test
 * files share: a worker loads them once for all of its files, and runs an `afterAll` of theirs only after the
 * file that loaded them first. An `afterAll` that is called within a test never runs.
 */
export const atFileEnd = (cleanup: Cleanup): void => {
  cleanups.push(cleanup);
};

/** For the setup file, which runs for every test file. */
export const cleanUp = async (): Promise<void> => {
  for (let next = cleanups.pop(); next; next = cleanups.pop()) await next();
};
