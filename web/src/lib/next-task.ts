/** Resolves in a separate task, so that the browser can handle input and requests first. */
export const nextTask = async (): Promise<void> => {
  // Safari has no scheduler.
  if ('scheduler' in globalThis && 'yield' in scheduler) await scheduler.yield();
  else await new Promise((resolve) => setTimeout(resolve));
};
