import type { Location } from 'react-router';

type Place = Pick<Location, 'pathname' | 'state'>;

/** Paths of dialogs; one has the id of a conversation. */
const dialogPath = /^\/(?:invite|starred(?:\/([^/]+))?)\/?$/;

/** The state of a history entry that is opened over `behind`. */
export const over = (behind: Location) => ({ behind });

/** The place that a page was opened over, if it was opened from one. */
export const openedOver = (state: unknown): Location | null =>
  typeof state === 'object' && state !== null && 'behind' in state
    ? (state.behind as Location)
    : null;

/**
 * The place that the site shows behind dialogs. A dialog that was opened by its address is over its conversation or the
 * list.
 */
export const behindDialog = <Given extends Place>(place: Given): Given | Location => {
  const dialog = dialogPath.exec(place.pathname);
  if (!dialog) return place;
  const pathname = dialog[1] === undefined ? '/' : `/c/${dialog[1]}`;
  return openedOver(place.state) ?? { pathname, search: '', hash: '', state: null, key: 'default' };
};

/** The path of the page that this window shows behind dialogs. */
export const shownPath = (): string =>
  behindDialog({
    pathname: globalThis.location.pathname,
    // React Router stores the state of an entry here.
    state: (globalThis.history.state as { usr?: unknown } | null)?.usr,
  }).pathname;

/** What opened the dialog that has a path, if it is still there: a menu item, for example, is not. */
export const opener: { current: HTMLElement | null } = { current: null };
