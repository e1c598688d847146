/**
 * Replaces `zod` in bundles: builds each schema on its first use. The contracts of a function contain a
 * hundred schemas, including those of responses and of other routes. Building them took a fifth of a cold
 * start; a request needs a few.
 */
// Imported by its path, since the name `zod` is an alias of this module.
import * as zod from '../../node_modules/zod/index.js';

export * from '../../node_modules/zod/index.js';

/** Methods that return another schema: recorded, and run when that schema is used. */
const chained = new Set(
  `array catch check clone default describe extend length lowercase max meta min multipleOf nonoptional
   normalize nullable nullish omit optional or overwrite partial pick pipe prefault readonly refine regex
   required strict superRefine toLowerCase toUpperCase transform trim uppercase with`.split(/\s+/),
);

type Method = (...args: unknown[]) => object;

/** A placeholder for a schema, which is built when anything but a chained method is read from it. */
const deferred = <S extends object>(build: () => S): S => {
  let built: S | undefined;
  const schema = (): S => {
    built ??= build();
    return built;
  };
  return new Proxy({} as S, {
    get: (_target, key) => {
      if (built || typeof key !== 'string' || !chained.has(key)) return Reflect.get(schema(), key);
      return (...args: unknown[]) =>
        deferred(() => {
          const own = schema();
          return (Reflect.get(own, key) as Method).apply(own, args);
        });
    },
    set: (_target, key, value) => Reflect.set(schema(), key, value),
    has: (_target, key) => Reflect.has(schema(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(schema()),
  });
};

/** The cast keeps generic signatures: arguments and result are those of the function itself. */
const lazy = <F>(make: F): F =>
  ((...args: unknown[]) => deferred(() => (make as Method)(...args))) as F;

export const array = /* @__PURE__ */ lazy(zod.array);
export const boolean = /* @__PURE__ */ lazy(zod.boolean);
export const discriminatedUnion = /* @__PURE__ */ lazy(zod.discriminatedUnion);
export const email = /* @__PURE__ */ lazy(zod.email);
export const instanceOf = /* @__PURE__ */ lazy(zod.instanceof);
export const int = /* @__PURE__ */ lazy(zod.int);
export const literal = /* @__PURE__ */ lazy(zod.literal);
export const looseObject = /* @__PURE__ */ lazy(zod.looseObject);
export const number = /* @__PURE__ */ lazy(zod.number);
export const object = /* @__PURE__ */ lazy(zod.object);
export const oneOf = /* @__PURE__ */ lazy(zod.enum);
export const record = /* @__PURE__ */ lazy(zod.record);
export const string = /* @__PURE__ */ lazy(zod.string);
export const tuple = /* @__PURE__ */ lazy(zod.tuple);
export const union = /* @__PURE__ */ lazy(zod.union);
export const unknown = /* @__PURE__ */ lazy(zod.unknown);
export const url = /* @__PURE__ */ lazy(zod.url);
export const uuid = /* @__PURE__ */ lazy(zod.uuid);
export const iso = { ...zod.iso, datetime: /* @__PURE__ */ lazy(zod.iso.datetime) };

export { instanceOf as instanceof, oneOf as enum };
