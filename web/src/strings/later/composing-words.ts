import { composing as german } from '../de/composing.ts';
import { composing as english } from '../en/composing.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
