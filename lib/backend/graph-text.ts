import type { TFEOpAttr } from '@tensorflow/tfjs-node/dist/tfjs_binding';

import { backend } from './tfjs';

const { binding } = backend;

/** A tensor's contents. */
export interface Value {
  /** TensorFlow's number of the type. */
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** A node of a TensorFlow graph. */
export interface Node {
  readonly name: string;
  readonly op: string;
  /** `node`, `node:1` for another output than the first, `^node` for what must have run before. */
  readonly inputs: readonly string[];
  /** Values as the text of an AttrValue, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A graph as the text of a SavedModel, which TensorFlow loads as a session.
 * @see https://github.com/tensorflow/tensorflow/blob/v2.9.1/tensorflow/core/protobuf/saved_model.proto
 */
export function savedModelText(nodes: readonly Node[], tag: string): string {
  // 1087 is the graph version of TensorFlow 2.9, the oldest that the course runs with.
  return `saved_model_schema_version: 1
meta_graphs {
  meta_info_def { tags: "${tag}" }
  graph_def {
    versions { producer: 1087 min_consumer: 12 }
${nodes.map(nodeText).join('\n')}
  }
}
`;
}

function nodeText({ name, op, inputs, attributes }: Node): string {
  const attrs = Object.entries(attributes).map(
    ([key, value]) => `attr { key: "${key}" value { ${value} } }`,
  );
  // Control inputs come after all others.
  const ordered = [...inputs].sort((a, b) => Number(a[0] === '^') - Number(b[0] === '^'));
  return `    node { name: "${name}" op: "${op}" ${ordered.map((i) => `input: "${i}"`).join(' ')} ${attrs.join(' ')} }`;
}

/** The text of AttrValues. */
export const attr = {
  type: (dtype: number) => `type: ${typeName(dtype)}`,
  shape: (shape: readonly number[]) => `shape { ${dims(shape)} }`,
  text: (value: string) => `s: ${JSON.stringify(value)}`,
  tensor: ({ dtype, shape, values }: Value) =>
    `tensor { dtype: ${typeName(dtype)} tensor_shape { ${dims(shape)} } ` +
    `${contents(dtype, values)} }`,
};

const dims = (shape: readonly number[]) => shape.map((size) => `dim { size: ${size} }`).join(' ');

// types.proto's names of the types that tfjs knows.
const DATA_TYPES: Readonly<Record<number, string | undefined>> = {
  [binding.TF_FLOAT]: 'DT_FLOAT',
  [binding.TF_INT32]: 'DT_INT32',
  [binding.TF_INT64]: 'DT_INT64',
  [binding.TF_BOOL]: 'DT_BOOL',
};

function typeName(dtype: number): string {
  const name = DATA_TYPES[dtype];
  if (name !== undefined) return name;
  throw new TypeError(
    `expected tensors of float32, int32 or bool, but got TensorFlow's type ${dtype}`,
  );
}

/** The one value of a tensor that is the same all over, else its bytes. */
function contents(dtype: number, values: ArrayLike<number>): string {
  const value = values[0];
  const isUniform =
    dtype === binding.TF_FLOAT &&
    Number.isFinite(value) &&
    !Object.is(value, -0) &&
    Array.prototype.every.call(values, (each) => Object.is(each, value));
  return isUniform ? `float_val: ${value}` : `tensor_content: "${octal(dtype, values)}"`;
}

/** Numbers as the bytes of their type, each byte as `\ooo`. */
function octal(dtype: number, values: ArrayLike<number>): string {
  const typed =
    dtype === binding.TF_FLOAT
      ? Float32Array.from(values)
      : dtype === binding.TF_INT32
        ? Int32Array.from(values)
        : Uint8Array.from(values);
  const bytes = new Uint8Array(typed.buffer);
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** An attribute as a kernel call is given it, as the text of an AttrValue. */
export function attributeText({ type, value }: TFEOpAttr): string {
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return attr.type(value as number);
    case binding.TF_ATTR_SHAPE:
      return attr.shape(value as number[]);
    case binding.TF_ATTR_STRING:
      return attr.text(value as string);
    case binding.TF_ATTR_BOOL:
      return listOrOne('b', value as boolean | boolean[]);
    case binding.TF_ATTR_INT:
      return listOrOne('i', value as number | number[]);
    case binding.TF_ATTR_FLOAT:
      return listOrOne('f', value as number | number[]);
    default:
      throw new TypeError(`expected an attribute of a known kind, but got kind ${type}`);
  }
}

function listOrOne(field: string, value: number | boolean | readonly (number | boolean)[]): string {
  return Array.isArray(value)
    ? `list { ${value.map((each) => `${field}: ${each}`).join(' ')} }`
    : `${field}: ${value}`;
}
