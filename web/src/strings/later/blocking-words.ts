import { blocking as german } from '../de/blocking.ts';
import { blocking as english } from '../en/blocking.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
