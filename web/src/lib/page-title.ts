import { useEffect } from 'react';

/** The title of the tab while this is mounted. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title;
  }, [title]);
};
