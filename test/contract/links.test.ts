import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const pages = globSync(['*.md', '{docs,client,.github}/**/*.md']);

/** The anchor that GitHub generates for a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const withoutCode = (page: string): string => page.replace(/```[\s\S]*?```/g, '');

const anchorsOf = (page: string): string[] =>
  [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** What is wrong with a link on a page, or null. */
const faultOf = (page: string, link: string): string | null => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return `${page}: ${link} does not exist`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  const anchors = anchorsOf(readFileSync(target, 'utf8'));
  return anchors.includes(anchor) ? null : `${page}: ${link} names no heading`;
};

it('every link from a page to a file or a heading of the repository works', () => {
  expect(pages).toContain('README.md');
  const links = pages.flatMap((page) =>
    [
      ...withoutCode(readFileSync(page, 'utf8')).matchAll(
        /\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g,
      ),
    ]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((link) => !/^(https?:|mailto:)/.test(link))
      .map((link) => faultOf(page, link)),
  );

  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((fault) => fault !== null)).toEqual([]);
});
