import { forward as german } from '../de/forward.ts';
import { forward as english } from '../en/forward.ts';
import { pluralIn } from '../plural.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = (strings.locale === 'de' ? german : english)(pluralIn(strings.locale));
