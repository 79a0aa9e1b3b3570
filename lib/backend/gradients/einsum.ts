import { tf } from '../tfjs';
import { replaceGradient, run } from '../register';
import { broadcast } from './shapes';

interface Attributes {
  readonly equation: string;
}

/** Gradient of `tf.einsum`, which tfjs lacks; of any order, as it is an einsum itself. */
export function installEinsum(): void {
  replaceGradient<Attributes>('Einsum', {
    inputs: 'all',
    gradients: (dy, operands, { equation }) => {
      const { terms, output } = parse(equation);
      return Object.fromEntries(
        operands.map((operand, i) => [
          i,
          () => {
            const others = operands.filter((_, k) => k !== i);
            const from = [output, ...terms.filter((_, k) => k !== i)];
            return inOperand(operand, terms[i], [dy, ...others], from);
          },
        ]),
      );
    },
  });
}

/** The labels of each operand and of the output: `ij,jk->ik` is `['ij', 'jk']` and `'ik'`. */
function parse(equation: string): { terms: string[]; output: string } {
  const [inputs, output] = equation.replace(/\s/g, '').split('->');
  const terms = inputs.split(',');
  const isPlain = terms.every((term) => new Set(term).size === term.length && !term.includes('.'));
  if (output === undefined || !isPlain) {
    throw new RangeError(
      `expected an equation with "->", without "..." and without a label twice in one operand for the gradient ` +
        `of einsum, but got "${equation}"`,
    );
  }
  return { terms, output };
}

/** Sums dy times the other operands into the axes of one; along axes that occur nowhere else it is constant. */
function inOperand(
  operand: tf.Tensor,
  term: string,
  tensors: readonly tf.Tensor[],
  terms: readonly string[],
): tf.Tensor {
  const known = [...term].filter((label) => terms.some((other) => other.includes(label)));
  const equation = `${terms.join(',')}->${known.join('')}`;
  const sum = run('Einsum', [...tensors], { equation });
  const shape = operand.shape.map((length, i) => (known.includes(term[i]) ? length : 1));
  return broadcast(tf.reshape(sum, shape), operand.shape);
}
