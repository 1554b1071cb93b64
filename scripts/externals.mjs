// What dist/ loads from node_modules because it has files or binaries of its own.
export const AT_RUN_TIME = ['onnxruntime-node', '@fastify/swagger-ui']
/** Only building the model needs these. */
export const AT_SET_UP = ['protobufjs', 'tar']
