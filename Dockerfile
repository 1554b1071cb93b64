# onnxruntime needs glibc, so no Alpine.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The model is fetched by npm, converted, and checked against the checksums in its manifest.
RUN npm run build && rm dist/client.d.ts && npm run model && node scripts/runtime-modules.mjs /build/runtime/node_modules && chmod -R a+rX .

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production ORT_DISABLE_TELEMETRY=1
# What was needed to read the model goes back to the system, and no thread keeps a pool of its own: 40 MB less.
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 MALLOC_MMAP_THRESHOLD_=131072
# Short-lived objects are collected a megabyte at a time.
ENV NODE_OPTIONS=--max-semi-space-size=1
# What changes least comes first. All of it belongs to root: the service, which runs as node (1000), writes nothing.
COPY --from=build /build/runtime/node_modules node_modules
COPY --from=build /build/models models
COPY --from=build /build/data data
COPY --from=build /build/package.json ./
COPY --from=build /build/public public
COPY --from=build /build/dist dist
USER node
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 7860}/livez`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server.js"]
