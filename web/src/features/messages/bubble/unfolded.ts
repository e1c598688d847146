import { create } from 'zustand';
import type { MessageRow } from '../log/timeline-row.ts';
import { foldedText } from './fold-text.ts';

/** The keys of the rows whose long texts are shown whole, until the page is left. */
export const useUnfolded = create<ReadonlySet<string>>(() => new Set());

export const setUnfolded = (key: string, isUnfolded: boolean): void => {
  const keys = new Set(useUnfolded.getState());
  if (isUnfolded) keys.add(key);
  else keys.delete(key);
  useUnfolded.setState(keys, true);
};

/** The text that a row shows. */
export const shownText = ({ key, content }: MessageRow): string => {
  if (content === null) return '';
  return useUnfolded.getState().has(key) ? content : (foldedText(content) ?? content);
};
