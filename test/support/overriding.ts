/** A port with some of its methods replaced. */
export const overriding = <T extends object>(real: T, methods: Partial<T>): T =>
  new Proxy(real, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in methods ? methods : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
