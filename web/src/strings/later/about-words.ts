import { about as german } from '../de/about.ts';
import { about as english } from '../en/about.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
