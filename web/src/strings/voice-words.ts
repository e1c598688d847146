import { voice as german } from './de-voice.ts';
import { voice as english } from './en-voice.ts';
import { strings } from './strings.ts';

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;
