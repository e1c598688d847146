import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Axe = InstanceType<typeof AxeBuilder>;
type Findings = Awaited<ReturnType<Axe['analyze']>>['violations'];

const linesOf = (findings: Findings): string[] =>
  findings.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) =>
      `${id}: ${html.slice(0, 200)} ${failureSummary}`.replaceAll(/\s+/g, ' '),
    ),
  );

/**
 * Runs axe without its second page for the report, which would take the focus. Loads axe's half megabyte only
 * if the page does not have it yet.
 */
const axe = async (page: Page, part: string): Promise<Axe> => {
  const isLoaded = await page.evaluate(() => 'axe' in globalThis);
  return new AxeBuilder({ page, ...(isLoaded && { axeSource: 'undefined' }) })
    .setLegacyMode()
    .include(part)
    .options({
      selectors: false,
      resultTypes: ['violations', 'incomplete'],
      rules: { 'target-size': { enabled: true } },
      // The dialog has a faint pattern, drawn by a pseudo-element; the colour tokens allow for it.
      checks: { 'color-contrast': { options: { ignorePseudo: true } } },
    } as Parameters<Axe['options']>[0]);
};

/** Axe's findings on a part of the page: all rules in light, and those about colours in dark. */
export const barriers = async (page: Page, part = 'html'): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await (await axe(page, part)).analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await (await axe(page, part)).withRules('color-contrast').analyze();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return [
    ...linesOf(light.violations),
    ...linesOf(dark.violations).map((line) => `in the dark: ${line}`),
  ];
};
