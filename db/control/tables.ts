// Read by drizzle-kit only (drizzle.config.ts); everything else imports a table from its own file.
export * from "./account"
export * from "./provisioning"
export * from "./queue"
export * from "./rate-limit"
export * from "./schema"
export * from "./tenant"
