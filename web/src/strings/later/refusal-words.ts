import { refusals as german } from '../de/refusals.ts';
import { refusals as english } from '../en/refusals.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const refusalWords = {
  ...(strings.locale === 'de' ? german : english),
  full: strings.attachments.full,
};
