import * as z from 'zod';
import { queryInteger } from '../fields.ts';
import { limits } from '../limits.ts';

const pageNote = {
  description: `From 1; \`page × size\` is at most ${limits.page.maxDepth}.`,
  examples: [1],
};
const sizeNote = { description: 'Items per page.', examples: [limits.page.defaultSize] };

/** `page` and `size` of a paged list; `page × size` has a maximum. */
export const pageQuery = {
  page: queryInteger({ min: 1, max: limits.page.maxDepth }).default(1).meta(pageNote),
  size: queryInteger({ min: 1, max: limits.page.maxSize })
    .default(limits.page.defaultSize)
    .meta(sizeNote),
};

export const boundedDepth = <T extends { page: number; size: number }>(query: T): boolean =>
  query.page * query.size <= limits.page.maxDepth;
export const boundedDepthError = {
  path: ['page'],
  error: `page × size must be at most ${limits.page.maxDepth}`,
};

/** The cursor of the next page. */
export const NextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Null on the last page.', examples: [null] });

/** `{items, total, page, size, pages}` with exact totals; beyond the last page `items` is empty. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: z.int().meta({ description: 'Items on all pages, exact.', examples: [1] }),
    page: z.int().meta(pageNote),
    size: z.int().meta(sizeNote),
    pages: z
      .int()
      .min(1)
      .meta({ examples: [1] }),
  });
