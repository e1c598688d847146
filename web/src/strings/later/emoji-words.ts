import { emoji as german } from '../de/emoji.ts';
import { emoji as english } from '../en/emoji.ts';
import { strings } from '../strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
