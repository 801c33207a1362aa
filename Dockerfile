# One image for the server, the workers and the coordinators' commands:
#   docker run bansou                      the server
#   docker run bansou workers/main.ts      the workers
#   docker run bansou src/cli.ts --help    the commands
#   docker run bansou scripts/migrate.ts   the migrations
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY prisma.config.ts ./
COPY prisma ./prisma
RUN npx prisma generate

FROM node:24-bookworm-slim
# One arena for malloc: with one a thread, what V8's compiler frees stays with the process, some 20 MB.
ENV NODE_ENV=production TZ=UTC PORT=3000 BANSOU_DATA_DIR=/app/data MALLOC_ARENA_MAX=1
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional
# Webhooks are kept here while PostgreSQL is away; whoever runs the image may write to it.
RUN mkdir -m 1777 data
COPY prisma ./prisma
COPY scripts ./scripts
COPY src ./src
COPY workers ./workers
COPY --from=build /app/src/storage/generated ./src/storage/generated
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A small nursery: V8's own default lets short-lived objects take 100 MB before it tidies up, and is no faster here.
ENTRYPOINT ["node", "--max-semi-space-size=8"]
CMD ["src/server.ts"]
