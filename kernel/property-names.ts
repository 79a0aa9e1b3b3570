import type * as TypeScript from '@tslab/typescript-for-tslab';

import { type Compiler, mendCompiler } from './compiler';

// tslab writes `exports.` before each name of an earlier cell, and takes names of properties for such names when an
// earlier cell says what type the object is: of `for (const { loss: l } of rows)` it makes `{ exports, loss: l }`, which
// declares `exports` anew ("Cannot access 'exports' before initialization"). Of `{ seed }` it changes nothing, and `seed`
// is not defined. Both are written in another way here, which says the same, before tslab sees them.

/** What tslab's file with the declarations of earlier cells is called. */
const EARLIER = /[\\/]__prev__\.d\.ts$/;

/** Makes the compiler that tslab will load write property names so that tslab leaves them alone. */
export function keepPropertyNames(): void {
  mendCompiler((ts) => ({ createWatchCompilerHost: withTransformer(ts) }));
}

type Builder = TypeScript.EmitAndSemanticDiagnosticsBuilderProgram;
type CreateHost = Compiler['createWatchCompilerHost'];

/** In the form of this function that tslab calls, the fourth argument makes the programs that the cells are compiled in. */
function withTransformer(ts: Compiler): CreateHost {
  const call = ts.createWatchCompilerHost as (...args: unknown[]) => unknown;
  const create: (...args: never[]) => Builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram;
  const mended = (...[files, options, system, , ...rest]: unknown[]) => {
    const createProgram = (...args: never[]) => withNames(ts, create(...args));
    return call(files, options, system, createProgram, ...rest);
  };
  return mended as CreateHost; // the same function but for one argument, which tslab leaves out
}

function withNames(ts: Compiler, builder: Builder): Builder {
  const emit = builder.emit;
  builder.emit = (file, write, token, only, transformers) => {
    const before = [writeNames(ts, builder.getProgram().getTypeChecker())];
    return emit.call(builder, file, write, token, only, { ...transformers, before });
  };
  return builder;
}

/** `{ loss: l }` → `{ 'loss': l }`, and `{ seed }` → `{ 'seed': exports.seed }`, where the names are of earlier cells. */
function writeNames(
  ts: Compiler,
  checker: TypeScript.TypeChecker,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const isEarlier = (symbol: TypeScript.Symbol | undefined) =>
    symbol?.declarations?.some((node) => EARLIER.test(node.getSourceFile().fileName)) ?? false;
  return (context) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isShorthandPropertyAssignment(node)) return longhand(node);
      const name = ts.isBindingElement(node)
        ? node.propertyName
        : ts.isPropertyAssignment(node) && node.name;
      const visited = ts.visitEachChild(node, visit, context);
      if (!name || !ts.isIdentifier(name) || !isEarlier(checker.getSymbolAtLocation(name)))
        return visited;
      const quoted = factory.createStringLiteral(name.text);
      if (ts.isPropertyAssignment(visited))
        return factory.updatePropertyAssignment(visited, quoted, visited.initializer);
      const element = visited as TypeScript.BindingElement; // as `node` is, when it is no property
      const { dotDotDotToken, initializer } = element;
      return factory.updateBindingElement(
        element,
        dotDotDotToken,
        quoted,
        element.name,
        initializer,
      );
    };
    const longhand = (node: TypeScript.ShorthandPropertyAssignment): TypeScript.Node => {
      if (!isEarlier(checker.getShorthandAssignmentValueSymbol(node)))
        return ts.visitEachChild(node, visit, context);
      const { text } = node.name;
      const value = factory.createPropertyAccessExpression(
        factory.createIdentifier('exports'),
        text,
      );
      const byDefault = ts.visitNode(node.objectAssignmentInitializer, visit, ts.isExpression);
      const assigned = byDefault ? factory.createAssignment(value, byDefault) : value;
      return factory.createPropertyAssignment(factory.createStringLiteral(text), assigned);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
