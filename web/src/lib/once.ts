/** Makes something when it is first asked for, as what `Intl` has: each takes a millisecond or more. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};
