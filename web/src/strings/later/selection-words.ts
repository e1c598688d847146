import { selection as german } from '../de/selection.ts';
import { selection as english } from '../en/selection.ts';
import { pluralIn } from '../plural.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = (strings.locale === 'de' ? german : english)(pluralIn(strings.locale));
