import { arranging as german } from '#site/strings/de-arranging.ts';
import { arranging as english } from '#site/strings/en-arranging.ts';
import { strings } from '#site/strings/strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
