import { marks as german } from '../de/marks.ts';
import { marks as english } from '../en/marks.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
