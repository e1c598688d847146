import { codes as german } from '#site/strings/de/codes.ts';
import { codes as english } from '#site/strings/en/codes.ts';
import { strings } from '#site/strings/strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const codeWords = strings.locale === 'de' ? german : english;
