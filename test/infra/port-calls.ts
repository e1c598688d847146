import ts from 'typescript';

/** The declarations of ports: their methods are a function's effects. */
const portsFile = /\/functions\/core\/ports(\/[^/]+)?\.ts$/;

/** Clocks, ids, in-memory queues and byte inspection need no permission. */
const free = new Set([
  'Clock',
  'Ids',
  'FileInspector',
  'PasswordQueue',
  'FactorKeys',
  'PasskeyVerifier',
]);

const isOurs = ({ fileName }: ts.SourceFile): boolean =>
  /\/functions\/(core|http|runtime|triggers|websocket|wiring)\//.test(fileName);

/** The declarations behind a name, with imports resolved. */
const declarationsOf = (checker: ts.TypeChecker, name: ts.Node): readonly ts.Declaration[] => {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return [];
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.declarations ?? [];
};

const portOperation = (declaration: ts.Declaration): string | null => {
  const { parent } = declaration;
  if (!ts.isMethodSignature(declaration) || !ts.isInterfaceDeclaration(parent)) return null;
  if (!portsFile.test(parent.getSourceFile().fileName) || free.has(parent.name.text)) return null;
  return `${parent.name.text}.${declaration.name.getText()}`;
};

/** The names that `const { … } = await import(…)` takes from a module. */
const importedNames = (call: ts.CallExpression): string[] => {
  const { parent } = call.parent;
  const names =
    ts.isAwaitExpression(call.parent) && ts.isVariableDeclaration(parent) ? parent.name : undefined;
  if (!names || !ts.isObjectBindingPattern(names)) {
    throw new Error(`not understood: ${call.parent.getText()}`);
  }
  return names.elements.map(({ name, propertyName }) => (propertyName ?? name).getText());
};

/** What is taken from a module that is loaded later: it counts as if it were imported. */
const importedLater = (checker: ts.TypeChecker, call: ts.CallExpression): ts.Declaration[] => {
  const [specifier] = call.arguments;
  // Node's own modules and data call no port.
  if (/^'node:|\.json'$/.test(specifier?.getText() ?? '')) return [];
  const module = specifier && checker.getSymbolAtLocation(specifier);
  const exported = module ? checker.getExportsOfModule(module) : [];
  return importedNames(call).flatMap((wanted) => {
    const found = exported.find(({ name }) => name === wanted);
    if (!found?.declarations) throw new Error(`${specifier?.getText()} has no ${wanted}`);
    return found.declarations;
  });
};

/**
 * The port operations that each handler can reach, by static analysis: from its statements through
 * all declarations of handlers and core that these name.
 */
export const portCallsOf = (handlers: readonly string[]): Map<string, Set<string>> => {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    process.cwd(),
  );
  const program = ts.createProgram([...handlers], config.options);
  const checker = program.getTypeChecker();

  const operationsFrom = (source: ts.SourceFile): Set<string> => {
    const operations = new Set<string>();
    const seen = new Set<ts.Node>();
    const visitName = (name: ts.Identifier): void => {
      for (const declaration of declarationsOf(checker, name)) {
        const operation = portOperation(declaration);
        if (operation) operations.add(operation);
        else if (isOurs(declaration.getSourceFile())) visit(declaration);
      }
    };
    const visitImport = (call: ts.CallExpression): void => {
      for (const declaration of importedLater(checker, call)) visit(declaration);
    };
    const visit = (node: ts.Node): void => {
      if (seen.has(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
      seen.add(node);
      if (ts.isIdentifier(node)) visitName(node);
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        visitImport(node);
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    return operations;
  };

  return new Map(
    handlers.map((handler) => {
      const source = program.getSourceFile(handler);
      if (!source) throw new Error(`${handler} is not there`);
      return [handler, operationsFrom(source)];
    }),
  );
};
