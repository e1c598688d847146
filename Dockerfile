# One Parley in a container: docs/one-machine.md. The first stage builds the folder that the second one has.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
# Without the scripts of packages: none of them is needed to build.
RUN npm ci --ignore-scripts
COPY . .
RUN node --import=./local/runtime.js scripts/server-pack/server-pack.ts --to /parley

# Node itself without npm and yarn, which no server needs.
FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /parley /parley
# The commands of operators find the data where `npm start` has it: in .parley.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin parley \
  && install -d -o parley -g parley -m 700 /data \
  && ln -s /data /parley/.parley
WORKDIR /parley
USER parley
VOLUME /data
ENV NODE_ENV=production PORT=3000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What follows the image's name in `docker run`, or `command` in compose.yaml, are options of `npm start`.
ENTRYPOINT ["node", "--import=./local/runtime.js", "--max-semi-space-size=4", "--max-old-space-size=256", "--conditions=local", "--disable-warning=ExperimentalWarning", "local/main.ts", "--host=0.0.0.0", "--data=/data", "--site=site"]
