type Listener = (path: string) => void;
let goTo: Listener = () => undefined;

/** Somebody clicked a notification: whoever shows pages goes to that one. */
export const requestOpen: Listener = (path) => goTo(path);

/** One listener at a time: the latest page that is shown. */
export const onOpenRequest = (listener: Listener): void => {
  goTo = listener;
};
