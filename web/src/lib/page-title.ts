import { useEffect } from 'react';

/** Sets the tab's title while mounted. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title;
  }, [title]);
};
