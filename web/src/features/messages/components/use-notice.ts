import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 2_500;

/** A short message that disappears by itself. */
export const useNotice = () => {
  const [notice, setNotice] = useState<{ readonly text: string } | null>(null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const notify = useCallback((text: string) => setNotice({ text }), []);
  return { notice: notice?.text ?? null, notify };
};
