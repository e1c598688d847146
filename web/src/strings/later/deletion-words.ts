import { deletion as german } from '../de/deletion.ts';
import { deletion as english } from '../en/deletion.ts';
import { pluralIn } from '../plural.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = (strings.locale === 'de' ? german : english)(pluralIn(strings.locale));
