import protobuf from 'protobufjs'

/** Element types of ONNX tensors that the converter writes (onnx.proto, TensorProto.DataType). */
const ELEMENT_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const
export type ElementType = keyof typeof ELEMENT_TYPE
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const

/** The messages of onnx.proto that are needed to write a graph, by their field numbers (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
const { ModelProto } = messages({
  ModelProto: { ir_version: ['int64', 1], producer_name: ['string', 2], doc_string: ['string', 6], graph: ['GraphProto', 7], opset_import: ['OperatorSetIdProto', 8, 'repeated'] },
  OperatorSetIdProto: { domain: ['string', 1], version: ['int64', 2] },
  GraphProto: { node: ['NodeProto', 1, 'repeated'], name: ['string', 2], initializer: ['TensorProto', 5, 'repeated'], input: ['ValueInfoProto', 11, 'repeated'], output: ['ValueInfoProto', 12, 'repeated'] },
  NodeProto: { input: ['string', 1, 'repeated'], output: ['string', 2, 'repeated'], name: ['string', 3], op_type: ['string', 4], attribute: ['AttributeProto', 5, 'repeated'], domain: ['string', 7] },
  AttributeProto: { name: ['string', 1], f: ['float', 2], i: ['int64', 3], s: ['bytes', 4], ints: ['int64', 8, 'repeated'], type: ['int32', 20] },
  TensorProto: { dims: ['int64', 1, 'repeated'], data_type: ['int32', 2], name: ['string', 8], raw_data: ['bytes', 9] },
  ValueInfoProto: { name: ['string', 1], type: ['TypeProto', 2] },
  TypeProto: { tensor_type: ['TensorType', 1] },
  TensorType: { elem_type: ['int32', 1], shape: ['TensorShapeProto', 2] },
  TensorShapeProto: { dim: ['Dimension', 1, 'repeated'] },
  Dimension: { dim_value: ['int64', 1], dim_param: ['string', 2] }
})

type Fields = Record<string, [type: string, id: number, rule?: 'repeated']>
function messages<T extends Record<string, Fields>> (declared: T): Record<keyof T, protobuf.Type> {
  const root = new protobuf.Root()
  const types = Object.entries(declared).map(([name, fields]) => {
    const type = new protobuf.Type(name)
    for (const [field, [fieldType, id, rule]] of Object.entries(fields)) type.add(new protobuf.Field(field, id, fieldType, rule))
    root.add(type)
    return [name, type] as const
  })
  return Object.fromEntries(types) as Record<keyof T, protobuf.Type>
}

/** The name of a value in the graph: an input, a constant or what a node puts out. */
export type Value = string
export type Attributes = Record<string, number | number[] | string | { float: number }>
type TypedArray = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array

export const ONNX_DOMAIN = ''
/** The operators that onnxruntime adds to the standard (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md). */
export const ONNXRUNTIME_DOMAIN = 'com.microsoft'

/** Builds an ONNX graph node by node. Values are named after the node that makes them, so that a viewer shows the architecture. */
export class GraphBuilder {
  readonly #nodes: object[] = []
  readonly #initializers: object[] = []
  readonly #inputs: object[] = []
  readonly #outputs: object[] = []
  readonly #names = new Set<string>()

  /** Declares an input. A string in the shape names a free dimension. */
  input (name: string, type: ElementType, shape: (number | string)[]): Value {
    this.#inputs.push(valueInfo(name, type, shape))
    return this.#claim(name)
  }

  output (value: Value, type: ElementType, shape: (number | string)[]): void {
    this.#outputs.push(valueInfo(value, type, shape))
  }

  /** A constant tensor; `data` is row-major, its length the product of `shape`. */
  constant (name: string, data: TypedArray, shape: number[] = [data.length]): Value {
    if (data.length !== shape.reduce((product, size) => product * size, 1)) throw new RangeError(`${name}: ${data.length} values do not fill the shape ${shape.join(' × ')}.`)
    this.#initializers.push({ dims: shape, data_type: ELEMENT_TYPE[elementType(data)], name, raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) })
    return this.#claim(name)
  }

  /** Adds a node with one output, which is named `name`. An empty string among the inputs leaves out an optional one. */
  node (name: string, operator: string, inputs: Value[], attributes: Attributes = {}, domain = ONNX_DOMAIN): Value {
    this.#nodes.push({ input: inputs, output: [name], name, op_type: operator, attribute: Object.entries(attributes).map(attribute), domain })
    return this.#claim(name)
  }

  /** The graph as the bytes of an `.onnx` file; the same graph gives the same bytes. */
  encode (name: string, description: string): Uint8Array {
    return ModelProto.encode(ModelProto.fromObject({
      ir_version: 8,
      producer_name: 'kindred',
      doc_string: description,
      opset_import: [{ domain: ONNX_DOMAIN, version: 17 }, { domain: ONNXRUNTIME_DOMAIN, version: 1 }],
      graph: { name, node: this.#nodes, initializer: this.#initializers, input: this.#inputs, output: this.#outputs }
    })).finish()
  }

  #claim (name: string): Value {
    if (this.#names.has(name)) throw new Error(`The graph has two values named "${name}".`)
    this.#names.add(name)
    return name
  }
}

function valueInfo (name: string, type: ElementType, shape: (number | string)[]): object {
  const dim = shape.map(size => typeof size === 'number' ? { dim_value: size } : { dim_param: size })
  return { name, type: { tensor_type: { elem_type: ELEMENT_TYPE[type], shape: { dim } } } }
}

function attribute ([name, value]: [string, Attributes[string]]): object {
  if (typeof value === 'string') return { name, type: ATTRIBUTE_TYPE.string, s: Buffer.from(value) }
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.int, i: value }
  if (Array.isArray(value)) return { name, type: ATTRIBUTE_TYPE.ints, ints: value }
  return { name, type: ATTRIBUTE_TYPE.float, f: value.float }
}

function elementType (data: TypedArray): ElementType {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof Uint8Array) return 'uint8'
  if (data instanceof Int8Array) return 'int8'
  return data instanceof Int32Array ? 'int32' : 'int64'
}
