import { lazy as lazyOnce } from 'react';
import { untilLoaded } from './until-loaded.ts';

/**
 * `React.lazy` for a part of the site. Without a network the part comes later; the error of a missing script would replace
 * the whole page.
 */
export const lazy: typeof lazyOnce = (load) => lazyOnce(() => untilLoaded(load));
