type Listener = (path: string) => void;
let goTo: Listener = () => undefined;

/** Called when a notification is clicked: navigates to its path. */
export const requestOpen: Listener = (path) => goTo(path);

/** One listener at a time: the latest one. */
export const onOpenRequest = (listener: Listener): void => {
  goTo = listener;
};
