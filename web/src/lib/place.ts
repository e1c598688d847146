import { create } from 'zustand';
import { dayKey, renewFormats } from './time.ts';

const CHECK_MS = 5_000;

/** Time zone and languages of the device; both may change while the page is open. */
const placeNow = (): string =>
  `${new Intl.DateTimeFormat().resolvedOptions().timeZone} ${(navigator.languages ?? []).join()}`;

const stateNow = () => ({ place: placeNow(), dayOf: (iso: string): number => dayKey(iso) });
const useStore = create(stateNow);

const check = (): void => {
  if (document.hidden || placeNow() === useStore.getState().place) return;
  renewFormats();
  useStore.setState(stateNow());
};
// No event reports a change of the time zone.
setInterval(check, CHECK_MS);
for (const event of ['focus', 'languagechange']) addEventListener(event, check);
document.addEventListener('visibilitychange', check);

/** Renders a component again when the time zone or the language changes. */
export const usePlace = (): void => void useStore(({ place }) => place);

/** `dayKey` for the current time zone. */
export const useDayKey = (): ((iso: string) => number) => useStore(({ dayOf }) => dayOf);
