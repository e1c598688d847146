import { passkeys as german } from '#site/strings/de/passkeys.ts';
import { passkeys as english } from '#site/strings/en/passkeys.ts';
import { strings } from '#site/strings/strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
