/**
 * Sets zod's global configuration before zod loads: a later `z.config` would miss schemas that
 * exist by then. `jitless`: compiled parsers need `eval`, which the site's content security policy
 * forbids.
 */
export const configureZod = (): void => {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
};
