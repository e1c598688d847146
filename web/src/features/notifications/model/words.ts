import { notifications as german } from '#site/strings/de-notifications.ts';
import { notifications as english } from '#site/strings/en-notifications.ts';
import { strings } from '#site/strings/strings.ts';

export const words = strings.locale === 'de' ? german : english;
