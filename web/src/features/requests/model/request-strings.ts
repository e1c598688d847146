import { requests as german } from '#site/strings/de/requests.ts';
import { requests as english } from '#site/strings/en/requests.ts';
import { strings } from '#site/strings/strings.ts';

/** Strings of scripts that load later, in both languages, so that the first views do not load them. */
export const requestStrings = strings.locale === 'de' ? german : english;
