import type { Page } from '@playwright/test';
import { barriers } from './axe.ts';
import { movements, overflows, smallTargets } from './layout.ts';

/** All findings on the current page, in light and in dark; `part`: a selector of what is new. */
export const findingsOn = async (page: Page, part?: string): Promise<string[]> => [
  ...(await barriers(page, part)),
  ...(await smallTargets(page)),
  ...(await movements(page)),
  ...(await overflows(page)),
];
