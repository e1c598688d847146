import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface KeyedWrite {
  readonly Item?: { readonly PK: string };
  readonly Key?: { readonly PK: string };
}
interface Input extends KeyedWrite {
  readonly RequestItems?: Record<string, { readonly Keys: readonly { readonly PK: string }[] }>;
  readonly TransactItems?: readonly Record<string, KeyedWrite>[];
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** `USER#…` → `USER#`. */
const prefixOf = (partition: unknown): string => String(partition).replace(/^([^#]*#?).*$/s, '$1');

const keyOf = ({ Item, Key }: KeyedWrite): unknown => (Item ?? Key)?.PK;

/**
 * What IAM checks of a call: its action and the keys. AWS does not document whether `dynamodb:LeadingKeys`
 * has the key of each write of a transaction, or all keys of the transaction for each of its writes. Both
 * must be allowed, so each kind of write counts with every key.
 */
const checksOf = (command: string, input: Input): [action: string, partition: unknown][] => {
  if (input.TransactItems) {
    const writes = input.TransactItems.flatMap((write) => Object.entries(write));
    const keys = writes.map(([, one]) => keyOf(one));
    return writes.flatMap(([kind]) => keys.map((key): [string, unknown] => [`${kind}Item`, key]));
  }
  if (input.RequestItems) {
    const keys = Object.values(input.RequestItems).flatMap(({ Keys }) => Keys);
    return keys.map(({ PK }) => ['BatchGetItem', PK]);
  }
  if (command === 'QueryCommand') return [['Query', input.ExpressionAttributeValues?.[':pk']]];
  return [[command.replace(/Command$/, ''), keyOf(input)]];
};

/** Records the calls of each port operation to the table, since emulators enforce no permissions. */
export const recordRights = (client: DynamoDBDocumentClient) => {
  const operation = new AsyncLocalStorage<string>();
  /** `<Port>.<operation> <action> <prefix>`. */
  const used = new Set<string>();
  client.middlewareStack.add(
    (next, context) => (args) => {
      const name = operation.getStore();
      const checks = name ? checksOf(String(context.commandName), args.input as Input) : [];
      for (const [action, partition] of checks)
        used.add(`${name} ${action} ${prefixOf(partition)}`);
      return next(args);
    },
    { step: 'initialize', name: 'recordRights' },
  );

  /** The same port, with each call recorded under its name. */
  const recorded = <P extends object>(portName: string, port: P): P =>
    new Proxy(port, {
      get: (target, property, receiver) => {
        const member: unknown = Reflect.get(target, property, receiver);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) =>
          operation.run(`${portName}.${String(property)}`, () => member.apply(target, args));
      },
    });
  return { used, recorded };
};
