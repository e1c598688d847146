import { useLocation } from 'react-router';
import type { View } from '../api/use-conversations.ts';

/** State of a history entry: "back" returns to the view that was shown. */
export interface ViewState {
  readonly view: View;
}

/** The view of the list that this history entry shows. */
export const useView = (): View => {
  const { state } = useLocation();
  const view = (state as Partial<ViewState> | null)?.view;
  return view === 'archived' || view === 'requests' ? view : 'main';
};
