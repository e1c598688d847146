import { twoStep as german } from '#site/strings/de/two-step.ts';
import { twoStep as english } from '#site/strings/en/two-step.ts';
import { pluralIn } from '#site/strings/plural.ts';
import { strings } from '#site/strings/strings.ts';

const catalogue = strings.locale === 'de' ? german : english;
/** Both languages, since they are small and only lazy modules use them. */
export const words = catalogue(pluralIn(strings.locale));
