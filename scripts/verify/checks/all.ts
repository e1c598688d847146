import type { Check } from '../check.ts';
import { apiChecks } from './api.ts';
import { edgeChecks } from './edge.ts';
import { siteChecks } from './site.ts';

/** In the order in which they run. */
export const allChecks: readonly Check[] = [...siteChecks, ...apiChecks, ...edgeChecks];
