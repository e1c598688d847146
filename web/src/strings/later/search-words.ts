import { search as german } from '../de/search.ts';
import { search as english } from '../en/search.ts';
import { pluralIn } from '../plural.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = (strings.locale === 'de' ? german : english)(pluralIn(strings.locale));
